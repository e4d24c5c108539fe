// node ask.mjs ENDPOINT QUERY: the rows of a SELECT on a SPARQL endpoint, one JSON object a line, as Comunica gets them
import { QueryEngine } from "@comunica/query-sparql";

const [endpoint, query] = process.argv.slice(2);
const found = await new QueryEngine().queryBindings(query, { sources: [{ type: "sparql", value: endpoint }] });
for (const row of await found.toArray()) {
  console.log(JSON.stringify(Object.fromEntries([...row].map(([name, term]) => [name.value, term.value]))));
}
