// A button that turns the page dark or light; the choice is kept in the browser.
import { say } from "./words";

const KEY = "medcoop-theme";
const root = document.documentElement;

const isDark = (): boolean => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";

export function offerTheme(): void {
  const kept = read();
  if (kept) root.dataset.theme = kept;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "theme";
  button.textContent = "◐";
  button.setAttribute("aria-label", say("theme"));
  button.title = say("theme");
  button.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    write(root.dataset.theme);
    document.dispatchEvent(new Event("themechange"));
  });
  document.querySelector("nav.lang")?.append(button);
}

function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage is off
  }
}

function write(value: string): void {
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // storage is off: the choice lasts for this page
  }
}
