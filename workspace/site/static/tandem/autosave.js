// Keeps what is typed in a form as a draft, by the same POST as its button "Save and go on later":
// every half minute when something changed, and when the page goes out of sight. Never needed.
const EVERY = 30_000;

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const said = form.querySelector("[data-kept]");
  let kept = typed();
  let leaving = false;

  function typed() {
    const data = new FormData(form);
    data.set("action", "draft");
    return data;
  }

  function same(one, other) {
    return JSON.stringify([...one]) === JSON.stringify([...other]);
  }

  async function keep(options = {}) {
    const data = typed();
    if (leaving || same(data, kept)) return;
    try {
      // Not form.action: the buttons of the form are called "action" and hide it.
      const answer = await fetch(form.getAttribute("action") || location.href, {
        method: "POST", body: new URLSearchParams(data), headers: { Accept: "text/plain" }, ...options,
      });
      const plain = (answer.headers.get("Content-Type") || "").startsWith("text/plain");
      if (answer.ok && plain) kept = data;
      said.textContent = plain ? await answer.text() : form.dataset.failed;
    } catch {
      said.textContent = form.dataset.failed;
    }
  }

  form.addEventListener("submit", () => { leaving = true; });
  setInterval(keep, EVERY);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keep({ keepalive: true });
  });
  addEventListener("pageshow", () => { leaving = false; });
  addEventListener("pagehide", () => keep({ keepalive: true }));
}
