// Countries whose regions are known, each on a map of its own: {RU: {box, outline, regions: {RU-TA: [x, y]}}}. Outlines are Natural Earth's
// (1:50m, public domain) in an equal-area projection about the country's middle; a region stands at its main city (ontology/vocab/region.yaml).
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoArea, geoAzimuthalEqualArea, geoCentroid, geoDistance, geoPath } from "d3-geo";
import { feature } from "topojson-client";
import codes from "i18n-iso-countries";

const require = createRequire(import.meta.url);
const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
const places = JSON.parse(readFileSync(new URL("../../../ontology/generated/places.json", import.meta.url), "utf8"));
const [width, height] = [1000, 480];
const margin = 24;

const located = {};
for (const [code, { at }] of Object.entries(places.region)) {
  if (at) (located[code.slice(0, 2)] ??= {})[code] = [Number(at[1]), Number(at[0])];
}

// the land that matters: parts of a sixtieth of the largest or more, and those near which a region's main city stands (a degree)
const simplified = (geometry, cities) => {
  const parts = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
  const areas = parts.map((coordinates) => geoArea({ type: "Polygon", coordinates }));
  const most = Math.max(...areas);
  const near = (part, large) => large && cities.some((city) => part[0].some((corner) => geoDistance(corner, city) < 0.02));
  return { type: "MultiPolygon", coordinates: parts.filter((part, n) => areas[n] > most / 60 || near(part, areas[n] > most / 4000)) };
};

const maps = {};
for (const one of feature(world, world.objects.countries).features) {
  const country = one.id && codes.numericToAlpha2(one.id);
  if (!country || !located[country] || country in maps) continue;
  const regions = Object.entries(located[country]);
  const land = simplified(one.geometry, regions.map(([, at]) => at));
  const seen = { type: "GeometryCollection", geometries: [land, { type: "MultiPoint", coordinates: regions.map(([, at]) => at) }] };
  const [longitude, latitude] = geoCentroid(seen.geometries[1].coordinates.length > 9 ? land : seen);
  const projection = geoAzimuthalEqualArea().rotate([-longitude, -latitude]);
  projection.fitExtent([[margin, margin], [width - margin, height - margin]], seen);
  const round = (value) => Math.round(value * 10) / 10;
  maps[country] = {
    box: `0 0 ${width} ${height}`,
    outline: geoPath(projection).digits(land.coordinates.flat(2).length > 900 ? 0 : 1)(land),
    regions: Object.fromEntries(regions.map(([code, at]) => [code, projection(at).map(round)])),
  };
}
const sorted = Object.entries(maps).sort(([a], [b]) => (a < b ? -1 : 1));
const lines = sorted.map(([code, value]) => `${JSON.stringify(code)}: ${JSON.stringify(value)}`);
writeFileSync(new URL("../../pages/regions.json", import.meta.url), `{\n${lines.join(",\n")}\n}\n`);
