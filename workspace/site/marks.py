"""The small marks: 16-unit symbols that take the colour of the text, always beside a word.

Prefixes: t tier, k kind of finding, s state, c link of the evidence chain.
"""

SYMBOLS: dict[str, str] = {
    "t-public": (
        '<circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" stroke-width="1.75"/>'
    ),
    "t-network": (
        '<path d="M8 3.5 3.5 12h9z" fill="none" stroke="currentColor" stroke-width="1.25"/>'
        '<circle cx="8" cy="3.5" r="2.1"/>'
        '<circle cx="3.5" cy="12" r="2.1"/>'
        '<circle cx="12.5" cy="12" r="2.1"/>'
    ),
    "t-space": (
        '<path d="M2 2h12v12H2z" fill="none" stroke="currentColor" stroke-width="1.5"/>'
        '<path d="M7.5 5a3 3 0 0 0 0 6zM8.5 5a3 3 0 0 1 0 6z"/>'
    ),
    "t-named": (
        '<path fill-rule="evenodd" d="M1.5 1.5h13v13h-13zM8 4a2.1 2.1 0 0 0-1 3.9L6.3 12h3.4L9 '
        '7.9A2.1 2.1 0 0 0 8 4z"/>'
    ),
    "k-innovation": (
        '<path d="M2 12a6 6 0 0 1 12 0z"/>'
        '<path d="M1 14h14M8 1v3M2.6 3.4l1.8 2M13.4 3.4l-1.8 2" fill="none" '
        'stroke="currentColor" stroke-width="1.6"/>'
    ),
    "k-need": (
        '<path d="M2 6a6 6 0 0 0 12 0z" fill="none" stroke="currentColor" stroke-width="1.75"/>'
        '<path d="M2 3.2h12" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2 '
        '1.6"/>'
    ),
    "k-limit": (
        '<path d="M9 2a6 6 0 0 0 0 12z"/>'
        '<path d="M12 2v12" stroke="currentColor" stroke-width="2.5"/>'
    ),
    "s-planned": (
        '<circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" stroke-width="1.5" '
        'stroke-dasharray="2.4 1.8"/>'
    ),
    "s-active": (
        '<path d="M7.4 1a5.5 5.5 0 0 0 0 11z"/>'
        '<path d="M9.2 4.6a4.7 4.7 0 0 1 0 9.6z" fill="none" stroke="currentColor" '
        'stroke-width="1.5"/>'
    ),
    "s-left": (
        '<path d="M7.25 2a6 6 0 0 0 0 12z"/>'
        '<path d="M9.25 2.8a5.2 5.2 0 0 1 0 10.4z" fill="none" stroke="currentColor" '
        'stroke-width="1.5"/>'
    ),
    "s-submitted": '<path d="M7 2a6 6 0 0 0 0 12zM9 2a6 6 0 0 1 0 12z"/>',
    "s-returned": (
        '<path d="M8.5 2.5a5.5 5.5 0 1 1-5 7.7" fill="none" stroke="currentColor" '
        'stroke-width="2"/>'
        '<path d="M9.3.2v5.6L4.8 3z"/>'
    ),
    "s-validated": (
        '<path fill-rule="evenodd" d="M8 1.5a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13zM7 11.6 3.6 '
        '8.3l1.2-1.2L7 9.2l4.3-4.3 1.2 1.2z"/>'
    ),
    "s-late": (
        '<path fill-rule="evenodd" d="M8 .6 15.4 8 8 15.4.6 8zM7.1 4v5h1.8V4zm0 6.2V12h1.8v-1.8z"/>'
    ),
    "s-partly": (
        '<circle cx="8" cy="8" r="5.7" fill="none" stroke="currentColor" stroke-width="1.6"/>'
        '<path d="M8 2.3a5.7 5.7 0 0 0 0 11.4z"/>'
    ),
    "s-declined": (
        '<circle cx="8" cy="8" r="5.7" fill="none" stroke="currentColor" stroke-width="1.6"/>'
        '<path d="m5.4 5.4 5.2 5.2m0-5.2-5.2 5.2" stroke="currentColor" stroke-width="1.8"/>'
    ),
    "x": '<path d="m4 4 8 8m0-8-8 8" stroke="currentColor" stroke-width="2"/>',
    "c-rec": '<path d="M8 0 16 8 8 16 0 8z" fill="#eda323" stroke="#13241d"/>',
    "c-vote": (
        '<circle cx="8" cy="8" r="7.5" fill="#fdfdfb"/>'
        '<path d="M7.2 2a6 6 0 0 0 0 12zM8.8 2a6 6 0 0 1 0 12z" fill="#0b5260"/>'
    ),
    "c-find": (
        '<path d="M1 11a7 7 0 0 1 14 0z" fill="#0b5260"/>'
        '<path d="M0 13.5h16" stroke="#0b5260" stroke-width="2"/>'
    ),
    "c-ev": (
        '<path d="M1.5.5h9l4 4v11h-13z" fill="#fdfdfb" stroke="#0b5260" stroke-width="1.6"/>'
        '<path d="M4.5 7h7M4.5 10h7M4.5 13h4" stroke="#0b5260" stroke-width="1.4"/>'
    ),
}
