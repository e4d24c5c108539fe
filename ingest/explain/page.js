// Pointing at a fact or a name lights its places in the text; a click on a place leads to what it means.
const places = [...document.querySelectorAll("[data-refs]")];
const cards = [...document.querySelectorAll("[data-ref]")];
const light = (refs) => {
  for (const place of places) place.classList.toggle("lit", place.dataset.refs.split(" ").some((ref) => refs.includes(ref)));
  for (const card of cards) card.classList.toggle("lit", refs.includes(card.dataset.ref));
};
for (const card of cards) {
  for (const event of ["mouseenter", "focus"]) card.addEventListener(event, () => light([card.dataset.ref]));
  card.addEventListener("click", () => places.find((place) => place.dataset.refs.split(" ").includes(card.dataset.ref))?.scrollIntoView({ block: "center" }));
}
for (const place of places) {
  place.addEventListener("mouseenter", () => light(place.dataset.refs.split(" ")));
  place.addEventListener("click", () => document.getElementById(place.dataset.refs.split(" ").at(-1))?.scrollIntoView({ block: "nearest" }));
}
