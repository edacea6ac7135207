// Offers what fits while one types in a field of picks; a plain list of the browser, so it works by keyboard as ever.
(() => {
  const form = document.querySelector("[data-offers]");
  if (!form) return;
  let timer, last;
  form.addEventListener("input", (event) => {
    const field = event.target;
    if (!field.matches("[data-offer]") || event.inputType === "insertReplacementText") return;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const words = field.value.trim();
      if (words.length < 2 || words === last) return;
      last = words;
      const answer = await fetch(`${form.dataset.offers.replace("what", field.dataset.offer)}?q=${encodeURIComponent(words)}`);
      if (answer.ok && !answer.redirected) field.list.innerHTML = await answer.text();
    }, 150);
  });
})();
