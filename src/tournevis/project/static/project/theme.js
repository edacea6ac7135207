// Light or dark before the first paint: the choice remembered here, else the system's.
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const read = () => {
    try { return localStorage.getItem("theme") || "auto"; } catch { return "auto"; }
  };
  const apply = () => {
    const choice = read();
    const theme = choice === "auto" ? (dark.matches ? "dark" : "light") : choice;
    document.documentElement.dataset.bsTheme = theme;
  };
  apply();
  dark.addEventListener("change", apply);
  document.addEventListener("DOMContentLoaded", () => {
    for (const input of document.querySelectorAll("[data-theme-choice] input")) {
      input.checked = input.value === read();
      input.addEventListener("change", () => {
        try { localStorage.setItem("theme", input.value); } catch { /* private mode: for this page only */ }
        apply();
      });
    }
  });
})();
