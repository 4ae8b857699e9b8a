"""Charts: one description (`spec`), drawn for the web (`svg`) and, in whitepaper.pdf, for print.

Pure Python, no Django.
"""
