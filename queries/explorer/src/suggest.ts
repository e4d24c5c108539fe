// Suggestions under a search field: a combobox with a list, as WAI-ARIA describes it.
interface Found {
  name: string;
  match: string;
  type: string;
  href: string;
}

const WAIT = 120;

export function suggest(input: HTMLInputElement): void {
  const list = document.createElement("ul");
  list.className = "suggestions";
  list.id = `${input.id}-list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.placeholder || input.name);
  list.hidden = true;
  document.body.append(list);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) input.setAttribute(name, value);

  let asked = 0;
  let timer = 0;
  let chosen = -1;

  const close = (): void => {
    list.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const choose = (at: number): void => {
    const items = [...list.children];
    chosen = (at + items.length) % items.length;
    items.forEach((item, number) => item.setAttribute("aria-selected", String(number === chosen)));
    input.setAttribute("aria-activedescendant", items[chosen]!.id);
    items[chosen]!.scrollIntoView({ block: "nearest" });
  };
  const show = (found: Found[]): void => {
    list.replaceChildren(...found.map((one, number) => item(one, `${list.id}-${number}`)));
    if (!found.length) return close();
    const place = input.getBoundingClientRect();
    list.style.left = `${place.left + scrollX}px`;
    list.style.top = `${place.bottom + scrollY + 2}px`;
    list.style.width = `${place.width}px`;
    list.hidden = false;
    input.setAttribute("aria-expanded", "true");
  };
  const ask = async (): Promise<void> => {
    const mine = ++asked;
    const text = input.value.trim();
    if (text.length < 2) return close();
    const address = new URL(input.dataset.suggest!, location.href);
    address.search = String(new URLSearchParams({ q: text, lang: document.documentElement.lang }));
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok && mine === asked && document.activeElement === input) show(((await answer.json()) as { found: Found[] }).found.slice(0, 10));
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), WAIT);
  });
  input.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Escape") close();
    else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      go(list.children[chosen] as HTMLElement);
    }
  });
  input.addEventListener("blur", () => window.setTimeout(close, 150));
  list.addEventListener("pointerdown", (event) => {
    const item = (event.target as HTMLElement).closest("li");
    if (item) go(item);
  });
}

function item(found: Found, id: string): HTMLLIElement {
  const line = document.createElement("li");
  line.id = id;
  line.setAttribute("role", "option");
  line.setAttribute("aria-selected", "false");
  line.dataset.href = found.href;
  const about = document.createElement("small");
  about.textContent = found.match === found.name ? found.type : `${found.type} · ${found.match}`;
  line.append(found.name, about);
  return line;
}

function go(item: HTMLElement): void {
  const address = new URL(item.dataset.href!, location.href);
  const now = new URLSearchParams(location.search);
  for (const name of ["lang", "snapshot"]) if (now.has(name)) address.searchParams.set(name, now.get(name)!);
  location.assign(address);
}
