// Natural Earth's countries (1:110m, public domain) as SVG paths in the Equal Earth projection: {box, countries: {KG: [x, y, outline]}}.
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { geoEqualEarth, geoPath, geoCentroid, geoArea } from "d3-geo";
import { feature } from "topojson-client";
import codes from "i18n-iso-countries";

const require = createRequire(import.meta.url);
const world = JSON.parse(readFileSync(require.resolve("world-atlas/countries-110m.json"), "utf8"));
const small = JSON.parse(readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"));
const [width, height] = [1000, 470];
const land = feature(world, world.objects.countries);
land.features = land.features.filter((one) => one.id !== "010"); // without Antarctica
const projection = geoEqualEarth().rotate([-11, 0]).fitSize([width, height], land);
const path = geoPath(projection).digits(1);

// a country's place is the middle of its largest part: France is not in the Atlantic
const largest = ({ geometry }) => {
  const parts = geometry.type === "MultiPolygon" ? geometry.coordinates : [geometry.coordinates];
  const shapes = parts.map((coordinates) => ({ type: "Polygon", coordinates }));
  return shapes.reduce((best, one) => (geoArea(one) > geoArea(best) ? one : best));
};

const countries = {};
const add = (topology, outlined) => {
  for (const one of feature(topology, topology.objects.countries).features) {
    const code = one.id && codes.numericToAlpha2(one.id);
    if (!code || code in countries || code === "AQ") continue;
    const [x, y] = projection(geoCentroid(largest(one)));
    countries[code] = [Math.round(x * 10) / 10, Math.round(y * 10) / 10, outlined ? path(one) : null];
  }
};
add(world, true);
add(small, false);
const sorted = Object.fromEntries(Object.entries(countries).sort(([a], [b]) => (a < b ? -1 : 1)));
const lines = Object.entries(sorted).map(([code, value]) => `${JSON.stringify(code)}: ${JSON.stringify(value)}`);
const text = `{"box": "0 0 ${width} ${height}", "countries": {\n${lines.join(",\n")}\n}}\n`;
writeFileSync(new URL("../../pages/world.json", import.meta.url), text);
