// The network of a thing, with filters that act as one changes them; and the network of an answer's rows.
import { say } from "../words";
import { build, passes, type Filter, type Said, type SaidThing, type Thing } from "./model";
import { Picture } from "./picture";

interface Answer {
  about: string;
  whole: boolean;
  nodes: SaidThing[];
  links: Said[];
}

async function json<T>(address: URL): Promise<T | null> {
  const answer = await fetch(address, { headers: { accept: "application/json" } }).catch(() => null);
  return answer?.ok ? ((await answer.json()) as T) : null;
}

const carried = (): URLSearchParams => {
  const now = new URLSearchParams(location.search);
  const kept = new URLSearchParams({ lang: document.documentElement.lang });
  if (now.has("snapshot")) kept.set("snapshot", now.get("snapshot")!);
  return kept;
};

function filterOf(form: HTMLFormElement): Filter {
  const said = new FormData(form);
  const number = (name: string): number | null => (Number(said.get(name)) > 0 ? Number(said.get(name)) : null);
  return { status: String(said.get("status") ?? ""), kind: String(said.get("kind") ?? ""), sources: number("sources") ?? 1, since: number("since"), until: number("until") };
}

export async function aroundThing(place: HTMLElement): Promise<void> {
  const form = document.getElementById("filter") as HTMLFormElement;
  const ask = (more: Record<string, string>): Promise<Answer | null> => {
    const query = new URLSearchParams({ ...Object.fromEntries(carried()), about: document.body.dataset.about!, ...more });
    return json<Answer>(new URL(`/api/network?${query}`, location.href));
  };
  let said = await ask({ first: "1" });
  if (!said?.links.length) return;
  const picture = new Picture(place);
  const held = new Map<string, Thing>();
  const note = document.createElement("p");
  note.setAttribute("role", "status");
  place.after(note);
  const show = (): void => {
    const { about, nodes, links } = said!;
    const filter = filterOf(form);
    const network = build(about, nodes, links.filter((link) => passes(link, filter)), held);
    for (const thing of network.things) held.set(thing.id, thing);
    picture.show(network);
    note.textContent = network.links.length ? "" : say("nothing");
  };
  show();
  form.querySelector("button")?.setAttribute("hidden", "");
  (document.getElementById("listed") as HTMLDetailsElement).open = false;
  let timer = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = window.setTimeout(() => {
      show();
      void remember(form);
    }, 200);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  if (!said.whole) {
    said = (await ask({})) ?? said;
    show();
  }
  place.dataset.whole = "true";
}

// The address names the filter, so that a view can be sent to someone; the table below follows.
async function remember(form: HTMLFormElement): Promise<void> {
  const query = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)] as [string, string]).filter(([, value]) => value));
  const address = new URL(`${form.action.split("?")[0]}?${query}`);
  history.replaceState(null, "", address);
  const answer = await fetch(address, { headers: { accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("listed");
  const old = document.getElementById("listed") as HTMLDetailsElement | null;
  if (fresh && old && location.href === address.href) {
    (fresh as HTMLDetailsElement).open = old.open;
    old.replaceWith(fresh);
  }
}

type Row = Record<string, unknown>;
const text = (value: unknown): string | null => (typeof value === "string" && value ? value : null);
const path = (iri: string): string => iri.replace("https://w3id.org/medcoop/", "/");

export async function ofAnswer(place: HTMLElement): Promise<void> {
  const { question, given } = document.body.dataset;
  const query = carried();
  for (const [name, value] of Object.entries(JSON.parse(given ?? "{}") as Record<string, unknown>)) query.set(name, String(value));
  if (!document.querySelector("table.rows tbody tr")) return;
  const said = await json<{ rows: Row[] }>(new URL(`/api/${question}?${query}`, location.href));
  const rows = said?.rows.filter((row) => text(row.a) && text(row.b)) ?? [];
  if (rows.length < 2) return;
  const things = new Map<string, SaidThing>();
  for (const row of rows) {
    for (const end of ["a", "b"]) {
      const id = row[end] as string;
      things.set(id, { id, name: text(row[`${end}_name`]) ?? id, href: path(id), type: id.includes("/country/") ? "country" : "institution", country: null, kind: null });
    }
  }
  const links = rows.map((row): Said => ({
    source: row.a as string, target: row.b as string, href: path(text(row.fact) ?? ""), status: text(row.status) ?? "active",
    since: text(row.since), until: text(row.until), sources: Number(row.sources ?? 1), kinds: (row.kinds as string[]) ?? [], topics: (row.topics as string[]) ?? [],
  }));
  new Picture(place).show(build(null, [...things.values()], links, new Map()));
}
