// Pages work without scripts; what is here makes them quicker to use. Each part is loaded where a page has a place for it.
import { followKeys } from "./keys";
import { suggest } from "./suggest";
import { offerTheme } from "./theme";

offerTheme();
followKeys();
for (const input of document.querySelectorAll<HTMLInputElement>("input[data-suggest]")) suggest(input);

const picture = document.getElementById("picture");
if (picture?.dataset.picture === "network") void import("./network/page").then((part) => part.aroundThing(picture));
if (picture?.dataset.picture === "answer") void import("./network/page").then((part) => part.ofAnswer(picture));
if (document.body.classList.contains("sparql")) void import("./editor").then((part) => part.enhance());
