// Words that only scripts need; the pages' own stand in words.yaml.
const WORDS = {
  zoomIn: ["Zoom in", "Ближе"],
  zoomOut: ["Zoom out", "Дальше"],
  fit: ["Show all", "Показать всё"],
  svg: ["Save as SVG", "Сохранить SVG"],
  png: ["Save as PNG", "Сохранить PNG"],
  picture: ["Network picture. Arrow keys move it, plus and minus zoom; the table below holds the same.", "Сеть. Стрелки двигают, плюс и минус меняют масштаб; в таблице ниже то же самое."],
  sources: ["sources", "источников"],
  partners: ["partners", "партнёров"],
  nothing: ["Nothing fits these filters.", "Под эти условия ничего не подходит."],
  theme: ["Dark or light", "Тёмная или светлая"],
  discussed: ["discussed", "обсуждают"],
  planned: ["planned", "планируют"],
  signed: ["signed", "подписали"],
  active: ["active", "работают"],
  ended: ["ended", "завершено"],
} satisfies Record<string, [string, string]>;

const second = document.documentElement.lang === "ru" ? 1 : 0;
export const say = (key: keyof typeof WORDS): string => WORDS[key][second];
export const status = (code: string): string => (code in WORDS ? say(code as keyof typeof WORDS) : code);
