import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { buildMatcher, type MatchTerm } from "./glossary-matching";

/** Language, terms (";" between; "!" before = exact case, "-" before = off), text with the expected marks in ⟦⟧. */
const table: [string, string, string][] = [
  // English: words, case, endings
  ["en", "shell", "A ⟦shell⟧ is a program."],
  ["en", "shell", "⟦Shell⟧"],
  ["en", "shell", "SHELL: ⟦shell⟧".replace("SHELL", "⟦SHELL⟧")],
  ["en", "shell", "⟦shells⟧ and ⟦shell⟧"],
  ["en", "shell", "shellfish and eggshell"],
  ["en", "Shell", "the ⟦shell⟧"],
  ["en", "query", "two ⟦queries⟧"],
  ["en", "queries", "one ⟦query⟧"],
  ["en", "class", "the ⟦classes⟧"],
  ["en", "process", "⟦processes⟧, ⟦processing⟧, ⟦processed⟧"],
  ["en", "run", "⟦running⟧ and ⟦runs⟧"],
  ["en", "cache", "⟦caches⟧ ⟦cached⟧ ⟦caching⟧"],
  ["en", "hash", "⟦hashes⟧ ⟦hashing⟧"],
  ["en", "value", "⟦values⟧ ⟦valued⟧"],
  ["en", "bus", "a ⟦bus⟧, not bu"],
  ["en", "analysis", "an ⟦analysis⟧"],
  ["en", "string", "⟦strings⟧"],
  ["en", "ring", "a ⟦ring⟧, no r"],
  ["en", "thing", "⟦things⟧ not th"],
  ["en", "Newton", "⟦Newton's⟧ law"],
  ["en", "Newton", "⟦Newton’s⟧ law"],
  ["en", "don", "I don't know"],
  ["en", "box", "⟦boxes⟧"],
  ["en", "study", "⟦studies⟧ ⟦studied⟧ ⟦studying⟧"],
  // English: several words, punctuation
  ["en", "machine learning", "⟦machine learning⟧ works"],
  ["en", "machine learning", "⟦Machine  Learning⟧"],
  ["en", "machine learning", "⟦machine\nlearning⟧"],
  ["en", "machine learning", "⟦machine\u00A0learning⟧"],
  ["en", "machine learning", "the machine, learning"],
  ["en", "machine learning", "machine-learning"],
  ["en", "well-known port", "a ⟦well-known port⟧"],
  ["en", "well-known port", "a ⟦well‑known ports⟧"],
  ["en", "file", "(⟦file⟧)"],
  ["en", "file", "“⟦file⟧”"],
  ["en", "file", "⟦file⟧/directory"],
  ["en", "file", "⟦file⟧."],
  ["en", "file", "⟦file⟧, ⟦file⟧; ⟦file⟧!"],
  ["en", "file", "my_file"],
  ["en", "file", "file2"],
  ["en", "C++", "in ⟦C++⟧ code"],
  ["en", "C++", "in C code"],
  ["en", "C#", "⟦C#⟧."],
  ["en", ".NET", "on ⟦.NET⟧ here"],
  ["en", ".NET", "the net"],
  ["en", "TCP/IP", "over ⟦TCP/IP⟧"],
  ["en", "node.js", "⟦Node.js⟧ runs"],
  ["en", "404", "error ⟦404⟧"],
  ["en", "404", "error 4040"],
  ["en", "3.14", "⟦3.14⟧"],
  ["en", "***", "a *** b"],
  // English: overlaps
  ["en", "data;data base", "⟦data base⟧ and ⟦data⟧"],
  ["en", "data base;base management system", "data ⟦base management system⟧"],
  ["en", "a b;b c", "⟦a b⟧ c"],
  ["en", "sort;merge sort;sort key", "⟦merge sort⟧ key"],
  ["en", "sort;quick sort", "⟦quick sort⟧ ⟦sort⟧"],
  ["en", "tree;tree", "⟦tree⟧"],
  ["en", "binary search tree;search;tree", "⟦binary search tree⟧, ⟦search⟧ ⟦trees⟧"],
  // Acronyms and exact case
  ["en", "API", "the ⟦API⟧"],
  ["en", "API", "the api, Api"],
  ["en", "WHO", "who knows the ⟦WHO⟧"],
  ["en", "IT", "it is ⟦IT⟧"],
  ["en", "API", "APIs"],
  ["en", "HTTPS", "⟦HTTPS⟧ https"],
  ["en", "SCORM", "⟦SCORM⟧"],
  ["en", "UNESCO", "⟦Unesco⟧"],
  ["en", "A", "⟦a⟧"],
  ["en", "!Python", "⟦Python⟧ and a python"],
  ["en", "!go", "⟦go⟧ Go"],
  ["en", "!Rust;rust", "⟦Rust⟧ ⟦rust⟧"],
  ["en", "-shell", "a shell"],
  ["en", "ÉTÉ", "⟦ÉTÉ⟧ été"],
  // Entities, already decoded, and odd characters
  ["en", "R&D", "our ⟦R&D⟧"],
  ["en", "a<b", "⟦a<b⟧"],
  ["en", "soft", "⟦so\u00ADft⟧"],
  ["en", "file", "⟦ﬁle⟧"],
  ["en", "ada", "⟦Ａｄａ⟧"],
  ["en", "smile", "😀⟦smile⟧😀"],
  ["en", "x", ""],
  ["en", "naïve", "a ⟦nai\u0308ve⟧ idea"],
  ["en", "naïve", "a naive idea"],
  ["en", "résumé", "resume"],
  // French
  ["fr", "algorithme", "l'⟦algorithme⟧"],
  ["fr", "algorithme", "l’⟦algorithme⟧"],
  ["fr", "algorithme", "des ⟦algorithmes⟧"],
  ["fr", "journal", "les ⟦journaux⟧"],
  ["fr", "réseau", "les ⟦réseaux⟧"],
  ["fr", "réseau", "reseau"],
  ["fr", "été", "cet ⟦Été⟧"],
  ["fr", "été", "ete"],
  ["fr", "jeu", "des ⟦jeux⟧"],
  ["fr", "base de données", "une ⟦base de données⟧"],
  ["fr", "base de données", "des ⟦bases de données⟧"],
  ["fr", "œuvre", "des ⟦Œuvres⟧"],
  ["fr", "élève", "d'⟦élèves⟧"],
  ["fr", "bon", "la ⟦bonne⟧"],
  ["fr", "côte", "une cote"],
  ["fr", "mot", "« ⟦mot⟧ » : le ⟦mot⟧\u202F!"],
  ["fr", "rendez-vous", "un ⟦rendez-vous⟧"],
  ["fr", "aujourd'hui", "⟦aujourd'hui⟧"],
  ["fr", "prix", "le ⟦prix⟧"],
  // Spanish
  ["es", "canción", "las ⟦canciones⟧"],
  ["es", "luz", "las ⟦luces⟧"],
  ["es", "niño", "⟦niños⟧ y ⟦niñas⟧"],
  ["es", "término", "¿⟦Términos⟧?"],
  ["es", "año", "ano"],
  ["es", "red", "las ⟦redes⟧"],
  ["es", "árbol", "¡⟦Árbol⟧!"],
  ["es", "base de datos", "⟦bases de datos⟧"],
  ["es", "inglés", "los ⟦ingleses⟧"],
  ["es", "papel", "papelera"],
  // German
  ["de", "Datenbank", "die ⟦Datenbanken⟧"],
  ["de", "Datenbank", "Datenbankserver"],
  ["de", "Bank", "Datenbank"],
  ["de", "Haus", "die ⟦Häuser⟧"],
  ["de", "schön", "schon"],
  ["de", "Straße", "⟦STRASSE⟧"],
  ["de", "Straße", "⟦Straßen⟧"],
  ["de", "Kind", "den ⟦Kindern⟧"],
  ["de", "Donaudampfschifffahrt", "die ⟦Donaudampfschifffahrt⟧, Donaudampfschifffahrtsgesellschaft"],
  ["de", "E-Mail", "eine ⟦E-Mail⟧"],
  ["de", "Größe", "Groesse"],
  // Arabic
  ["ar", "كتاب", "هذا ⟦كتاب⟧ جديد"],
  ["ar", "كتاب", "⟦الكتاب⟧"],
  ["ar", "كتاب", "⟦كِتَاب⟧"],
  ["ar", "كتاب", "⟦كتـــاب⟧"],
  ["ar", "مدرسة", "⟦المدرسة⟧"],
  ["ar", "كتاب", "مكتبة"],
  ["ar", "مهندس", "⟦المهندسون⟧"],
  ["ar", "شبكة", "⟦الشبكات⟧"],
  ["ar", "قاعدة بيانات", "⟦قاعدة بيانات⟧ كبيرة"],
  ["ar", "علم", "⟦علم⟧، ثم"],
  ["ar", "API", "واجهة ⟦API⟧ هنا"],
  // Chinese, Japanese, Thai
  ["zh", "数据库", "关系⟦数据库⟧系统"],
  ["zh", "数据", "大⟦数据⟧时代"],
  ["zh", "中国", "我爱⟦中国⟧。"],
  ["zh", "数据;数据库", "⟦数据库⟧"],
  ["zh", "API", "调用 ⟦API⟧ 接口"],
  ["zh", "你好", "再见"],
  ["ja", "学校", "⟦学校⟧に行く"],
  ["th", "ภาษา", "⟦ภาษา⟧ไทย"],
  // Bidi and mixed languages
  ["en", "shalom", "\u202Bsay ⟦shalom⟧\u202C"],
  ["he", "שלום", "אמר ⟦שלום⟧ לכולם"],
  ["en", "server", "الـ ⟦server⟧ هنا"],
  ["ru", "файл", "⟦Файл⟧ и файлы"],
  ["el", "λόγος", "ο ⟦ΛΌΓΟΣ⟧"],
  ["tr", "dosya", "⟦dosya⟧"],
];

function termsOf(language: string, spec: string): MatchTerm[] {
  return spec.split(";").map((text, index) => ({
    id: String(index),
    term: text.replace(/^[!-](?=.)/, ""),
    language,
    highlight: text.startsWith("!") ? "EXACT_CASE" : text.startsWith("-") ? "OFF" : "ON",
  }));
}

describe("matching", () => {
  test("the table has at least 120 cases", () => expect(table.length).toBeGreaterThanOrEqual(120));

  test.each(table)("%s, %j: %j", (language, spec, marked) => {
    const text = marked.replace(/[⟦⟧]/g, "");
    let shown = "";
    let at = 0;
    for (const { start, end } of buildMatcher(termsOf(language, spec)).find(text, language)) {
      shown += `${text.slice(at, start)}⟦${text.slice(start, end)}⟧`;
      at = end;
    }
    expect(shown + text.slice(at)).toBe(marked);
  });

  test("aliases: synonyms inflect, plurals and forms stand as written, abbreviations keep their case", () => {
    const matcher = buildMatcher([
      {
        id: "t",
        term: "matrix",
        language: "en",
        highlight: "ON",
        aliases: [
          { text: "grid", kind: "SYNONYM" },
          { text: "matrices", kind: "PLURAL" },
          { text: "matric", kind: "FORM" },
          { text: "MX", kind: "ABBREVIATION" },
        ],
      },
    ]);
    const words = (text: string) => matcher.find(text, "en").map(({ start, end }) => text.slice(start, end));
    expect(words("grids matrices matrics Matric MX mx matrix")).toEqual(["grids", "matrices", "Matric", "MX", "matrix"]);
  });

  test("excepted terms are left to the others", () => {
    const matcher = buildMatcher(termsOf("en", "data base;data"));
    expect(matcher.find("data base", "en", new Set(["0"]))).toEqual([{ termId: "1", start: 0, end: 4 }]);
  });

  test("matches never overlap, stay in order and inside the text, for any terms and text", () => {
    const word = fc.constantFrom("data", "base", "Bases", "API", "数据", "库", "l'été", "كتاب", "C++", "a-b", "-", " ", "  ", "😀");
    const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 8 }), fc.array(word, { maxLength: 30 }), (terms, parts) => {
        const text = parts.join(" ");
        let at = 0;
        for (const { start, end } of buildMatcher(termsOf("fr", terms.join(";"))).find(text, "fr")) {
          expect(start).toBeGreaterThanOrEqual(at);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          at = end;
        }
      }),
    );
  });
});
