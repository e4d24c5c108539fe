// What the picture shows: things and links, and which of them a filter lets through.
import type { SimulationNodeDatum } from "d3-force";

export interface Thing extends SimulationNodeDatum {
  id: string;
  name: string;
  href: string;
  type: string;
  degree: number;
  country: string | null;
  kind: string | null;
  radius: number;
}

export interface Link {
  source: Thing;
  target: Thing;
  href: string;
  status: string;
  since: string | null;
  until: string | null;
  sources: number;
  kinds: string[];
  topics: string[];
}

export interface Network {
  about: string | null;
  things: Thing[];
  links: Link[];
}

export interface Filter {
  status: string;
  kind: string;
  sources: number;
  since: number | null;
  until: number | null;
}

export type Said = Omit<Link, "source" | "target"> & { source: string; target: string };
export type SaidThing = Pick<Thing, "id" | "name" | "href" | "type" | "country" | "kind">;

// Years in an EDTF text: "2018/2020-03" is from 2018 to 2020.
const years = (text: string | null): number[] => (text ? [...text.matchAll(/(?:^|\/)(\d{4})/g)].map((found) => Number(found[1])) : []);

export function passes(link: Said, filter: Filter): boolean {
  const known = [...years(link.since), ...years(link.until)];
  return (
    (!filter.status || link.status === filter.status) &&
    (!filter.kind || link.kinds.includes(filter.kind)) &&
    link.sources >= filter.sources &&
    (filter.since === null || (known.length > 0 && Math.max(...known) >= filter.since)) &&
    (filter.until === null || (known.length > 0 && Math.min(...known) <= filter.until))
  );
}

// Things keep their places when the filter changes: `before` holds those that were drawn.
export function build(about: string | null, things: SaidThing[], links: Said[], before: Map<string, Thing>): Network {
  const degree = new Map<string, number>();
  for (const link of links) for (const end of [link.source, link.target]) degree.set(end, (degree.get(end) ?? 0) + 1);
  const made = new Map<string, Thing>();
  for (const one of things) {
    const count = degree.get(one.id);
    if (!count) continue;
    const held = before.get(one.id) ?? ({ ...one, degree: 0, radius: 0 } as Thing);
    made.set(one.id, Object.assign(held, { degree: count, radius: 3.5 + 2.1 * Math.sqrt(Math.min(count, 150)) }));
  }
  const kept = links.filter((link) => made.has(link.source) && made.has(link.target));
  return { about, things: [...made.values()], links: kept.map((link) => ({ ...link, source: made.get(link.source)!, target: made.get(link.target)! })) };
}
