// An article, or its link, goes into the answer where the cursor is; the form then tells which articles it holds.
(() => {
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-insert]");
    if (!button) return;
    const field = document.getElementById("reply");
    const words = button.dataset.insert;
    const before = field.value && !/\s$/.test(field.value.slice(0, field.selectionStart)) ? "\n\n" : "";
    field.setRangeText(before + words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    if (!field.form.querySelector(`input[name=article][value="${button.dataset.article}"]`)) {
      const mark = document.createElement("input");
      mark.type = "hidden";
      mark.name = "article";
      mark.value = button.dataset.article;
      field.form.append(mark);
    }
    button.closest("details").open = false;
    field.focus();
  });

  document.addEventListener("htmx:afterRequest", (event) => {
    if (!event.detail.successful || !event.detail.elt.matches("form")) return;
    for (const mark of event.detail.elt.querySelectorAll("input[type=hidden][name=article]")) mark.remove();
  });
})();
