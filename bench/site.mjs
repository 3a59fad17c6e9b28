// A campus of a chosen size, made by set-based SQL in the bench's own cluster, and kept until the migrations or this file change.
import pg from "pg";
import { fromRoot, hashFiles, importTypeScript, listFiles } from "../scripts/workspace.mjs";
import { ensureDatabase } from "../scripts/database.mjs";

/** Learners and courses; everything else is in proportion, so that one course weighs the same in each. */
export const SIZES = { S: { learners: 100, courses: 10 }, M: { learners: 1_000, courses: 100 }, L: { learners: 10_000, courses: 1_000 } };

/** What each course holds, and how much each of its learners did. */
export const COURSE = { coursesPerLearner: 5, sections: 3, documents: 40, terms: 50, eventsPerEnrolment: 10 };
/** The glossary of the second course: as large as one may be read in the bounds. */
export const MANY_TERMS = 10_000;

/** The cookie of a generated person: `learner-1`, `teacher-1`. */
export const cookieOf = (login) => `lyceum=bench-${login}-${"x".repeat(30)}`;

// Ids that can be worked out again: kind, then two numbers.
const id = (kind, a, b = "0") =>
  `(lpad(to_hex(${kind}), 8, '0') || '-0000-7000-8000-' || lpad(to_hex((${a})::bigint * 100000 + (${b})::bigint), 12, '0'))::uuid`;
const KIND = { user: 1, course: 2, run: 3, section: 4, document: 5, glossary: 6, term: 7, space: 8 };

/** The id of a generated row, as text: `rowId("course", 1)`. */
export const rowId = (kind, a, b = 0) => {
  const tail = (a * 100_000 + b).toString(16).padStart(12, "0");
  return `${KIND[kind].toString(16).padStart(8, "0")}-0000-7000-8000-${tail}`;
};

const people = ({ learners, courses }) => [
  `INSERT INTO "User" ("id", "login", "email", "emailVerifiedAt", "givenName", "familyName", "roles")
   SELECT ${id(KIND.user, "n")}, 'learner-' || n, 'learner-' || n || '@example.org', now(), (ARRAY['Ada','Bilal','Chloé','Duc','Efua','Farid','Grace','Hana'])[1 + n % 8],
     (ARRAY['Abara','Bennani','Castillo','Dubois','Eriksen','Fofana'])[1 + n % 6] || ' ' || n, '{}' FROM generate_series(1, ${learners}) n`,
  `INSERT INTO "User" ("id", "login", "email", "emailVerifiedAt", "givenName", "familyName", "roles")
   SELECT ${id(KIND.user, "n", "1")}, 'teacher-' || n, 'teacher-' || n || '@example.org', now(), 'Teo', 'Teacher ' || n, '{TEACHER}' FROM generate_series(1, ${courses}) n`,
  `INSERT INTO "Device" ("userId", "tokenHash", "expiresAt", "lastSeenAt", "remembered")
   SELECT "id", sha256(convert_to('bench-' || "login" || '-' || repeat('x', 30), 'UTF8')), now() + interval '80 days', now(), true FROM "User"`,
];

const courses = ({ learners, courses: count }) => [
  `INSERT INTO "Course" ("id", "code", "title", "description", "visibility", "listed")
   SELECT ${id(KIND.course, "n")}, 'BENCH-' || n, 'Course number ' || n, '<p>What is learned here.</p>', 'PRIVATE', true FROM generate_series(1, ${count}) n`,
  `INSERT INTO "CourseRun" ("id", "courseId", "kind") SELECT ${id(KIND.run, "n")}, ${id(KIND.course, "n")}, 'BASE' FROM generate_series(1, ${count}) n`,
  `INSERT INTO "Enrolment" ("userId", "courseId", "runId", "role", "sources", "main")
   SELECT ${id(KIND.user, "n", "1")}, ${id(KIND.course, "n")}, ${id(KIND.run, "n")}, 'TEACHER', '{MANUAL}', true FROM generate_series(1, ${count}) n`,
  `INSERT INTO "Enrolment" ("userId", "courseId", "runId", "role", "sources", "firstAccessAt", "lastAccessAt", "seconds")
   SELECT ${id(KIND.user, "n")}, ${id(KIND.course, "c")}, ${id(KIND.run, "c")}, 'LEARNER', '{MANUAL}', now() - interval '20 days', now() - n % 72 * interval '1 hour', n % 5000
   FROM generate_series(1, ${learners}) n, generate_series(0, ${COURSE.coursesPerLearner - 1}) k, LATERAL (SELECT (n + k) % ${count} + 1 AS c) p`,
  `INSERT INTO "Item" ("id", "courseId", "runId", "tool", "kind", "title", "position")
   SELECT ${id(KIND.section, "n", "s")}, ${id(KIND.course, "n")}, ${id(KIND.run, "n")}, 'courses', 'section', 'Week ' || s, s
   FROM generate_series(1, ${count}) n, generate_series(1, ${COURSE.sections}) s`,
];

const documents = ({ courses: count }) => [
  `INSERT INTO "DocumentSpace" ("id", "courseId", "runId", "kind") SELECT ${id(KIND.space, "n")}, ${id(KIND.course, "n")}, ${id(KIND.run, "n")}, 'COURSE' FROM generate_series(1, ${count}) n`,
  `INSERT INTO "Item" ("id", "courseId", "runId", "tool", "kind", "title", "position", "dueAt")
   SELECT ${id(KIND.document, "n", "d")}, ${id(KIND.course, "n")}, ${id(KIND.run, "n")}, 'documents', 'page', 'Reading ' || d, d, CASE WHEN d % 10 = 0 THEN now() + d * interval '1 day' END
   FROM generate_series(1, ${count}) n, generate_series(1, ${COURSE.documents}) d`,
  `INSERT INTO "Document" ("id", "spaceId", "courseId", "runId", "name", "nameKey", "mediaType", "body", "bytes")
   SELECT ${id(KIND.document, "n", "d")}, ${id(KIND.space, "n")}, ${id(KIND.course, "n")}, ${id(KIND.run, "n")}, 'Reading ' || d || '.html', 'reading ' || d || '.html', 'text/html',
     '<p>' || repeat('A page that says something. ', 40) || '</p>', 1200
   FROM generate_series(1, ${count}) n, generate_series(1, ${COURSE.documents}) d`,
  `INSERT INTO "SectionEntry" ("sectionId", "itemId", "position")
   SELECT ${id(KIND.section, "n", `d % ${COURSE.sections} + 1`)}, ${id(KIND.document, "n", "d")}, d FROM generate_series(1, ${count}) n, generate_series(1, 18) d`,
];

const glossaries = ({ courses: count }) => {
  const howMany = `CASE WHEN n = 2 THEN ${MANY_TERMS} ELSE ${COURSE.terms} END`;
  const words = `(ARRAY['Anchor','Beacon','Cache','Daemon','Entropy','Focus','Gateway','Horizon','Index','Journal','Kernel','Lattice'])[1 + t % 12] || ' ' || t`;
  return [
    `INSERT INTO "Item" ("id", "courseId", "runId", "tool", "kind", "title")
     SELECT ${id(KIND.glossary, "n")}, ${id(KIND.course, "n")}, ${id(KIND.run, "n")}, 'glossary', 'glossary', 'Glossary' FROM generate_series(1, ${count}) n`,
    `INSERT INTO "Glossary" ("id", "courseId", "runId") SELECT ${id(KIND.glossary, "n")}, ${id(KIND.course, "n")}, ${id(KIND.run, "n")} FROM generate_series(1, ${count}) n`,
    `INSERT INTO "GlossaryTerm" ("id", "glossaryId", "courseId", "runId", "term", "termKey", "definition", "language", "letter", "sortText", "searchText", "position", "authorId")
     SELECT ${id(KIND.term, "n", "t")}, ${id(KIND.glossary, "n")}, ${id(KIND.course, "n")}, ${id(KIND.run, "n")}, w, lower(w), '<p>What <b>' || w || '</b> means, in a sentence or two.</p>', 'en',
       left(w, 1), lower(w), lower(w) || ' what it means', t, ${id(KIND.user, "n", "1")}
     FROM generate_series(1, ${count}) n, LATERAL generate_series(1, ${howMany}) t, LATERAL (SELECT ${words} AS w) named`,
  ];
};

const activity = () => [
  `INSERT INTO "Progress" ("itemId", "userId", "runId", "state", "fraction", "seconds", "completedAt")
   SELECT i."id", e."userId", e."runId", CASE WHEN i."position" < 4 THEN 'COMPLETED' ELSE 'IN_PROGRESS' END::"ProgressState", CASE WHEN i."position" < 4 THEN 1 ELSE 0.5 END, 120,
     CASE WHEN i."position" < 4 THEN now() - interval '3 days' END
   FROM "Enrolment" e JOIN "Item" i ON i."runId" = e."runId" AND i."tool" = 'documents' AND i."position" <= 6 WHERE e."role" = 'LEARNER'`,
  `INSERT INTO "Event" ("id", "name", "topic", "at", "actorId", "courseId", "runId", "tool", "itemId", "userId")
   SELECT overlay(uuidv7()::text PLACING left(uuid_v7_floor(t)::text, 13) FROM 1 FOR 13)::uuid, (ARRAY['documents.document.viewed','glossary.term.created','courses.home.viewed','documents.document.created'])[1 + k % 4],
     'course:' || e."courseId", t, e."userId", e."courseId", e."runId", (ARRAY['documents','glossary','courses','documents'])[1 + k % 4], NULL, e."userId"
   FROM "Enrolment" e, generate_series(1, ${COURSE.eventsPerEnrolment}) k, LATERAL (SELECT now() - k * interval '3 days' AS t) at WHERE e."role" = 'LEARNER'`,
  `INSERT INTO "CourseVisit" ("courseId", "runId", "userId", "tool", "at")
   SELECT e."courseId", e."runId", e."userId", tool, now() - interval '2 days' FROM "Enrolment" e, unnest(ARRAY['documents','glossary']) tool`,
  `INSERT INTO "Notification" ("userId", "kind", "params") SELECT e."userId", 'bench', '{}' FROM "Enrolment" e`,
];

async function fill(url, size) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`SELECT ensure_event_partition((now() - m * interval '1 month')::date) FROM generate_series(-1, 2) m`);
    for (const part of [people, courses, documents, glossaries, activity])
      for (const statement of part(size)) await client.query(statement);
    await client.query("ANALYZE");
  } finally {
    await client.end();
  }
}

/** Makes the site's database unless it is there; answers its address. */
export async function ensureSite(cluster, name, log = () => {}) {
  const folder = fromRoot("prisma/migrations");
  const hash = hashFiles([...listFiles(folder), import.meta.filename]).slice(0, 12);
  const database = `bench_${name.toLowerCase()}_${hash}`;
  const admin = new pg.Client({ connectionString: cluster.url("postgres") });
  await admin.connect();
  try {
    const { rows } = await admin.query("SELECT datname FROM pg_database WHERE datname LIKE $1", [`bench\\_${name.toLowerCase()}\\_%`]);
    if (rows.some(({ datname }) => datname === database)) return cluster.url(database);
    for (const { datname } of rows) await admin.query(`DROP DATABASE "${datname}" WITH (FORCE)`);
    const started = performance.now();
    const half = `half_${database}`;
    await admin.query(`DROP DATABASE IF EXISTS "${half}" WITH (FORCE)`);
    await ensureDatabase(cluster, half);
    const { migrate } = await importTypeScript("apps/api/src/kernel/migrate.ts");
    await migrate(cluster.url(half), folder);
    await fill(cluster.url(half), SIZES[name]);
    await admin.query(`ALTER DATABASE "${half}" RENAME TO "${database}"`);
    log(
      `site ${name}: ${SIZES[name].learners} learners, ${SIZES[name].courses} courses, made in ${((performance.now() - started) / 1000).toFixed(1)} s`,
    );
  } finally {
    await admin.end();
  }
  return cluster.url(database);
}

/** A copy of a made site, in place of the last run's; answers its address. */
export async function copySite(cluster, name) {
  const copy = `run_${name.toLowerCase()}`;
  const admin = new pg.Client({ connectionString: cluster.url("postgres") });
  await admin.connect();
  try {
    await admin.query(`DROP DATABASE IF EXISTS "${copy}" WITH (FORCE)`);
    const { rows } = await admin.query("SELECT datname FROM pg_database WHERE datname LIKE $1", [`bench\\_${name.toLowerCase()}\\_%`]);
    await admin.query(`CREATE DATABASE "${copy}" TEMPLATE "${rows[0].datname}" STRATEGY FILE_COPY`);
  } finally {
    await admin.end();
  }
  return cluster.url(copy);
}
