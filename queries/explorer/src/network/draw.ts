// The picture, on a canvas and as SVG, with the same places, colours and widths.
import type { Link, Network, Thing } from "./model";

export interface Frame {
  x: number;
  y: number;
  k: number;
}

export interface Look {
  ink: string;
  paper: string;
  soft: string;
  accent: string;
  country: string;
  status: Record<string, string>;
  font: string;
}

export function look(): Look {
  const style = getComputedStyle(document.documentElement);
  const colour = (name: string): string => style.getPropertyValue(name).trim();
  const status = Object.fromEntries(["discussed", "planned", "signed", "active", "ended"].map((code) => [code, colour(`--st-${code}`)]));
  return { ink: colour("--ink"), paper: colour("--paper"), soft: colour("--n4"), accent: colour("--accent"), country: colour("--st-planned"), status, font: getComputedStyle(document.body).fontFamily };
}

const width = (link: Link): number => Math.min(0.8 + Math.log2(1 + link.sources) * 0.7, 5);
const fill = (thing: Thing, network: Network, style: Look): string => (thing.id === network.about ? style.accent : thing.type === "country" ? style.country : style.soft);

// Labels that do not lie on each other: the things with most partners first, more of them the nearer one looks.
export function labels(network: Network, frame: Frame, size: [number, number], measure: (text: string) => number): { thing: Thing; text: string; x: number; y: number }[] {
  const boxes: [number, number, number, number][] = [];
  const found: { thing: Thing; text: string; x: number; y: number }[] = [];
  const ranked = [...network.things].sort((a, b) => Number(b.id === network.about) - Number(a.id === network.about) || b.degree - a.degree || (a.id < b.id ? -1 : 1));
  for (const thing of ranked) {
    const [x, y] = [thing.x! * frame.k + frame.x, thing.y! * frame.k + frame.y];
    if (x < -50 || y < -20 || x > size[0] + 50 || y > size[1] + 20) continue;
    const text = thing.name.length > 44 ? `${thing.name.slice(0, 43)}…` : thing.name;
    const left = x + thing.radius * Math.sqrt(frame.k) + 3;
    const box: [number, number, number, number] = [left, y - 8, left + measure(text), y + 8];
    if (boxes.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3])) continue;
    boxes.push(box);
    found.push({ thing, text, x: left, y });
    if (found.length >= 160) break;
  }
  return found;
}

export function draw(context: CanvasRenderingContext2D, network: Network, frame: Frame, size: [number, number], style: Look, lit: Set<string> | null): void {
  context.clearRect(0, 0, size[0], size[1]);
  context.save();
  context.translate(frame.x, frame.y);
  context.scale(frame.k, frame.k);
  for (const link of network.links) {
    const faint = lit !== null && !(lit.has(link.source.id) && lit.has(link.target.id));
    context.globalAlpha = faint ? 0.06 : 0.55;
    context.strokeStyle = style.status[link.status] ?? style.soft;
    context.lineWidth = width(link) / Math.sqrt(frame.k);
    context.setLineDash(link.status === "planned" || link.status === "discussed" ? [4 / frame.k, 3 / frame.k] : []);
    context.beginPath();
    context.moveTo(link.source.x!, link.source.y!);
    context.lineTo(link.target.x!, link.target.y!);
    context.stroke();
  }
  context.setLineDash([]);
  for (const thing of network.things) {
    context.globalAlpha = lit !== null && !lit.has(thing.id) ? 0.15 : 1;
    context.fillStyle = fill(thing, network, style);
    context.strokeStyle = style.paper;
    context.lineWidth = 1.2 / frame.k;
    context.beginPath();
    context.arc(thing.x!, thing.y!, thing.radius / Math.sqrt(frame.k), 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
  context.restore();
  context.font = `12px ${style.font}`;
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const { thing, text, x, y } of labels(network, frame, size, (words) => context.measureText(words).width)) {
    context.globalAlpha = lit !== null && !lit.has(thing.id) ? 0.15 : 1;
    context.strokeStyle = style.paper;
    context.lineWidth = 3;
    context.strokeText(text, x, y);
    context.fillStyle = style.ink;
    context.fillText(text, x, y);
  }
  context.globalAlpha = 1;
}

const escape = (text: string): string => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

export function svg(network: Network, frame: Frame, size: [number, number], style: Look): string {
  const place = (thing: Thing): [number, number] => [thing.x! * frame.k + frame.x, thing.y! * frame.k + frame.y];
  const line = (link: Link): string => {
    const [[ax, ay], [bx, by]] = [place(link.source), place(link.target)];
    const dash = link.status === "planned" || link.status === "discussed" ? ' stroke-dasharray="4 3"' : "";
    return `<line x1="${ax.toFixed(1)}" y1="${ay.toFixed(1)}" x2="${bx.toFixed(1)}" y2="${by.toFixed(1)}" stroke="${style.status[link.status] ?? style.soft}" stroke-width="${width(link).toFixed(1)}"${dash}><title>${escape(`${link.source.name} – ${link.target.name}: ${link.status}, ${link.sources}`)}</title></line>`;
  };
  const dot = (thing: Thing): string => {
    const [x, y] = place(thing);
    return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${(thing.radius * Math.sqrt(frame.k)).toFixed(1)}" fill="${fill(thing, network, style)}"><title>${escape(thing.name)}</title></circle>`;
  };
  const words = labels(network, frame, size, (text) => text.length * 6.4).map(({ text, x, y }) => `<text x="${x.toFixed(1)}" y="${(y + 4).toFixed(1)}">${escape(text)}</text>`);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size[0]} ${size[1]}" font-family="${escape(style.font)}" font-size="12">`,
    `<rect width="100%" height="100%" fill="${style.paper}"/>`,
    `<g stroke-opacity="0.55">${network.links.map(line).join("")}</g>`,
    `<g stroke="${style.paper}" stroke-width="1.2">${network.things.map(dot).join("")}</g>`,
    `<g fill="${style.ink}" stroke="${style.paper}" stroke-width="3" paint-order="stroke">${words.join("")}</g>`,
    "</svg>",
  ].join("\n");
}
