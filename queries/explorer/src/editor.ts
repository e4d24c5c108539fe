// YASQE, the editor of YASGUI (Zazuko's kept fork), in place of the plain box; results are the page's own table.
import "@zazuko/yasqe/build/yasqe.min.css";

interface CodeMirror {
  setOption(name: string, value: unknown): void;
}

export async function enhance(): Promise<void> {
  const form = document.getElementById("editor") as HTMLFormElement | null;
  const box = document.getElementById("query") as HTMLTextAreaElement | null;
  if (!form || !box) return;
  const { default: Yasqe } = await import("@zazuko/yasqe");
  const place = document.createElement("div");
  box.after(place);
  box.hidden = true;
  const editor = new Yasqe(place, {
    value: withPrefixes(box.value),
    persistenceId: null,
    createShareableLink: () => address(form, editor.getValue()).href,
    prefixCcApi: "",
    autocompleters: ["variables"],
    showQueryButton: false,
  } as never);
  editor.getInputField().setAttribute("aria-label", form.querySelector("label")?.textContent ?? "SPARQL");
  editor.on("change", () => (box.value = editor.getValue()));
  // Tab leaves the editor, as anywhere on a page
  (editor as unknown as CodeMirror).setOption("extraKeys", { "Ctrl-Enter": () => form.requestSubmit(), "Ctrl-Space": () => editor.autocomplete(), Tab: false, "Shift-Tab": false });
  box.value = editor.getValue();
  form.addEventListener("submit", (event) => {
    if (new FormData(form).get("format") !== "html") return; // other formats are downloads
    event.preventDefault();
    void run(form, editor.getValue());
  });
}

function address(form: HTMLFormElement, query: string): URL {
  const made = new URL(form.dataset.endpoint!, location.href);
  for (const [name, value] of new FormData(form)) made.searchParams.set(name, String(value));
  made.searchParams.set("query", query);
  return made;
}

// The answer's part of the page is put in place; the address names the query, so that it can be sent to someone.
async function run(form: HTMLFormElement, query: string): Promise<void> {
  const to = address(form, query);
  const answer = await fetch(to, { headers: { accept: "text/html" } }).catch(() => null);
  if (!answer) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  const said = [...fresh.querySelectorAll("#results, .truth, main > [role=alert]")].filter((one) => one.textContent?.trim());
  document.querySelectorAll("#results, .truth, .said-by-server").forEach((old) => old.remove());
  if (!answer.ok) said.forEach((one) => one.classList.add("said-by-server"));
  form.after(...said);
  if (answer.ok) history.replaceState(null, "", to);
}

// The server knows the usual prefixes; the editor wants them written.
function withPrefixes(query: string): string {
  if (/^\s*(prefix|base)\b/im.test(query)) return query;
  const known = [...(document.getElementById("prefixes")?.textContent ?? "").matchAll(/^(\w+): (\S+)$/gm)];
  const used = known.filter(([, prefix]) => new RegExp(`(^|[^\\w:<])${prefix}:`).test(query));
  return used.map(([, prefix, iri]) => `PREFIX ${prefix}: <${iri}>\n`).join("") + query;
}
