// "/" goes to the search; on a document, n and p go to the next and the previous quote.
export function followKeys(): void {
  document.addEventListener("keydown", (event) => {
    const target = event.target as HTMLElement;
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, .CodeMirror")) return;
    if (event.key === "/") {
      event.preventDefault();
      document.getElementById("find")?.focus();
    }
    if (event.key === "n" || event.key === "p") step(event.key === "n" ? 1 : -1);
  });
}

function step(by: number): void {
  const starts = [...document.querySelectorAll<HTMLAnchorElement>(".text a.start")];
  if (!starts.length) return;
  const at = starts.findIndex((one) => `#${one.id}` === decodeURIComponent(location.hash));
  const next = starts[(at + by + starts.length) % starts.length]!;
  location.hash = next.id;
  next.focus({ preventScroll: true });
}
