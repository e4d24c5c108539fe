// A network that moves: pan, zoom, drag a thing, point at it, open it.
import { forceCollide, forceLink, forceManyBody, forceSimulation, forceX, forceY, type Simulation } from "d3-force";
import { quadtree, type Quadtree } from "d3-quadtree";
import { select } from "d3-selection";
import { zoom, zoomIdentity, type D3ZoomEvent, type ZoomTransform } from "d3-zoom";
import { say, status } from "../words";
import { draw, look, svg } from "./draw";
import type { Link, Network, Thing } from "./model";

const STATUSES = ["discussed", "planned", "signed", "active", "ended"];

export class Picture {
  private readonly canvas = document.createElement("canvas");
  private readonly hint = document.createElement("p");
  private readonly context = this.canvas.getContext("2d")!;
  private readonly zoom = zoom<HTMLCanvasElement, unknown>().scaleExtent([0.05, 8]);
  private readonly simulation: Simulation<Thing, Link>;
  private network: Network = { about: null, things: [], links: [] };
  private frame: ZoomTransform = zoomIdentity;
  private style = look();
  private tree: Quadtree<Thing> | null = null;
  private lit: Set<string> | null = null;
  private held: Thing | null = null;
  private moved = false;
  private touched = false;
  private waiting = false;

  constructor(private readonly place: HTMLElement) {
    this.canvas.tabIndex = 0;
    this.canvas.setAttribute("role", "img");
    this.canvas.setAttribute("aria-label", say("picture"));
    this.hint.className = "hint";
    this.hint.hidden = true;
    place.replaceChildren(this.canvas, this.tools(), this.legend(), this.hint);
    place.hidden = false;
    this.simulation = forceSimulation<Thing, Link>()
      .force("charge", forceManyBody<Thing>().strength((thing) => -60 - 9 * thing.radius).theta(1).distanceMax(900))
      .force("collide", forceCollide<Thing>((thing) => thing.radius + 3))
      .force("x", forceX<Thing>(0).strength(0.045))
      .force("y", forceY<Thing>(0).strength(0.06))
      .on("tick", () => this.ticked())
      .on("end", () => this.place.setAttribute("data-settled", "true"))
      .stop();
    this.listen();
    new ResizeObserver(() => this.resize()).observe(place);
    document.addEventListener("themechange", () => {
      this.style = look();
      this.redraw();
    });
  }

  show(network: Network): void {
    this.network = network;
    this.lit = null;
    this.place.dataset.things = String(network.things.length);
    this.place.dataset.links = String(network.links.length);
    this.place.removeAttribute("data-settled");
    this.simulation.nodes(network.things);
    this.simulation.force("link", forceLink<Thing, Link>(network.links).distance((link) => 40 + 4 * Math.sqrt(Math.min(link.source.degree, link.target.degree))).strength((link) => 1 / Math.min(link.source.degree, link.target.degree)));
    this.resize();
    this.simulation.alpha(1).alphaDecay(network.things.length > 600 ? 0.045 : 0.028).restart();
  }

  private ticked(): void {
    if (!this.touched) this.fit();
    this.tree = null;
    this.redraw();
  }

  private size(): [number, number] {
    return [this.canvas.clientWidth, this.canvas.clientHeight];
  }

  private resize(): void {
    const [wide, high] = this.size();
    const ratio = devicePixelRatio || 1;
    this.canvas.width = Math.round(wide * ratio);
    this.canvas.height = Math.round(high * ratio);
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (!this.touched) this.fit();
    this.redraw();
  }

  private redraw(): void {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => {
      this.waiting = false;
      draw(this.context, this.network, this.frame, this.size(), this.style, this.lit);
    });
  }

  private fit(): void {
    const placed = this.network.things.filter((thing) => thing.x !== undefined);
    if (!placed.length) return;
    const [left, right] = [Math.min(...placed.map((t) => t.x!)) - 30, Math.max(...placed.map((t) => t.x!)) + 140];
    const [top, bottom] = [Math.min(...placed.map((t) => t.y!)) - 30, Math.max(...placed.map((t) => t.y!)) + 30];
    const [wide, high] = this.size();
    const k = Math.min(2, wide / (right - left), high / (bottom - top));
    const frame = zoomIdentity.translate(wide / 2 - (k * (left + right)) / 2, high / 2 - (k * (top + bottom)) / 2).scale(k);
    this.frame = frame;
    (this.canvas as unknown as { __zoom: ZoomTransform }).__zoom = frame;
  }

  private at(event: MouseEvent): Thing | undefined {
    const box = this.canvas.getBoundingClientRect();
    const [x, y] = this.frame.invert([event.clientX - box.left, event.clientY - box.top]);
    this.tree ??= quadtree<Thing>().x((thing) => thing.x!).y((thing) => thing.y!).addAll(this.network.things);
    const near = this.tree.find(x, y, 24 / this.frame.k);
    return near && Math.hypot(near.x! - x, near.y! - y) < near.radius / Math.sqrt(this.frame.k) + 6 / this.frame.k ? near : undefined;
  }

  private listen(): void {
    const { canvas } = this;
    select(canvas)
      .call(
        this.zoom
          .filter((event: MouseEvent) => !event.ctrlKey || event.type === "wheel" ? !(event.type === "mousedown" && this.at(event)) : false)
          .on("zoom", (event: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
            this.frame = event.transform;
            if (event.sourceEvent) this.touched = true;
            this.redraw();
          }),
      )
      .on("dblclick.zoom", null);
    canvas.addEventListener("pointerdown", (event) => {
      this.held = event.pointerType === "mouse" && event.button === 0 ? (this.at(event) ?? null) : null;
      this.moved = false;
      if (this.held) canvas.setPointerCapture(event.pointerId);
    });
    canvas.addEventListener("pointermove", (event) => {
      if (!this.held) return this.point(event);
      const box = canvas.getBoundingClientRect();
      [this.held.fx, this.held.fy] = this.frame.invert([event.clientX - box.left, event.clientY - box.top]);
      this.moved = this.touched = true;
      this.simulation.alphaTarget(0.2).restart();
    });
    canvas.addEventListener("pointerup", (event) => {
      const thing = this.held ?? (event.pointerType === "mouse" ? undefined : this.at(event));
      this.simulation.alphaTarget(0);
      if (this.held) [this.held.fx, this.held.fy] = [null, null];
      this.held = null;
      if (thing && !this.moved) this.open(thing);
    });
    canvas.addEventListener("pointerleave", () => this.point(null));
    canvas.addEventListener("keydown", (event) => this.key(event));
  }

  private open(thing: Thing): void {
    const address = new URL(thing.href, location.href);
    const now = new URLSearchParams(location.search);
    for (const name of ["lang", "snapshot"]) if (now.has(name)) address.searchParams.set(name, now.get(name)!);
    location.assign(address);
  }

  private point(event: MouseEvent | null): void {
    const thing = event ? this.at(event) : undefined;
    const lit = thing ? new Set([thing.id, ...this.network.links.filter((l) => l.source === thing || l.target === thing).flatMap((l) => [l.source.id, l.target.id])]) : null;
    this.hint.hidden = !thing;
    this.canvas.style.cursor = thing ? "pointer" : "";
    if (thing && event) {
      const box = this.place.getBoundingClientRect();
      this.hint.textContent = `${thing.name}${thing.country ? ` · ${thing.country}` : ""} · ${thing.degree} ${say("partners")}`;
      this.hint.style.left = `${Math.min(event.clientX - box.left + 14, box.width - 240)}px`;
      this.hint.style.top = `${event.clientY - box.top + 14}px`;
    }
    if (lit === null && this.lit === null) return;
    this.lit = lit;
    this.redraw();
  }

  private key(event: KeyboardEvent): void {
    const steps: Record<string, [number, number]> = { ArrowLeft: [60, 0], ArrowRight: [-60, 0], ArrowUp: [0, 60], ArrowDown: [0, -60] };
    const step = steps[event.key];
    if (step) this.zoom.translateBy(select(this.canvas), step[0] / this.frame.k, step[1] / this.frame.k);
    else if (event.key === "+" || event.key === "=") this.scale(1.4);
    else if (event.key === "-") this.scale(1 / 1.4);
    else return;
    this.touched = true;
    event.preventDefault();
  }

  private scale(by: number): void {
    this.touched = true;
    this.zoom.scaleBy(select(this.canvas), by);
  }

  private tools(): HTMLElement {
    const bar = document.createElement("div");
    bar.className = "tools";
    const add = (sign: string, label: string, act: () => void): void => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = sign;
      button.title = label;
      button.setAttribute("aria-label", label);
      button.addEventListener("click", act);
      bar.append(button);
    };
    add("+", say("zoomIn"), () => this.scale(1.5));
    add("−", say("zoomOut"), () => this.scale(1 / 1.5));
    add("⤢", say("fit"), () => {
      this.touched = false;
      this.fit();
      this.redraw();
    });
    add("SVG", say("svg"), () => save("network.svg", new Blob([svg(this.network, this.frame, this.size(), this.style)], { type: "image/svg+xml" })));
    add("PNG", say("png"), () => this.png());
    return bar;
  }

  private png(): void {
    const copy = document.createElement("canvas");
    const [wide, high] = this.size();
    [copy.width, copy.height] = [wide * 2, high * 2];
    const context = copy.getContext("2d")!;
    context.scale(2, 2);
    draw(context, this.network, this.frame, [wide, high], this.style, null);
    context.globalCompositeOperation = "destination-over";
    context.fillStyle = this.style.paper;
    context.fillRect(0, 0, wide, high);
    copy.toBlob((blob) => blob && save("network.png", blob));
  }

  private legend(): HTMLElement {
    const line = document.createElement("p");
    line.className = "legend";
    for (const code of STATUSES) {
      const one = document.createElement("span");
      one.className = `s-${code}`;
      one.append(document.createElement("i"), status(code));
      line.append(one);
    }
    return line;
  }
}

function save(name: string, blob: Blob): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
