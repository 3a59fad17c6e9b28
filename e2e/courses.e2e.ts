import { expect } from "@jest/globals";
import { appOrigin, ask, journey, words } from "./browser";

const t = words("courses");
const fill = (key: string, values: Record<string, string>) =>
  Object.entries(values).reduce((text, [name, value]) => text.replace(`{{${name}}}`, value), t(key));

journey(
  "a teacher builds the home page by keyboard, looks at it as a learner, and a learner sees it change live",
  async ({ as, shot }) => {
    const teacher = await as("teacher");
    const code = `HOME-${Date.now() % 1_000_000}`;
    const { createCourse: course } = await ask<{ createCourse: { id: string } }>(
      teacher.context(),
      'mutation ($code: String!) { createCourse(input: { title: "Rivers", code: $code }) { id } }',
      {
        code,
      },
    );
    const learner = await as("learner");
    const { viewer } = await ask<{ viewer: { id: string } }>(learner.context(), "{ viewer { id } }");
    await ask(teacher.context(), "mutation ($input: EnrolUsersInput!) { enrolUsers(input: $input) { __typename } }", {
      input: { courseId: course.id, userIds: [viewer.id], role: "LEARNER" },
    });
    await teacher.goto(`${appOrigin()}/c/${code}`);
    await teacher.getByRole("button", { name: t("home.edit") }).click();
    for (const title of ["Sources", "Deltas"]) {
      await teacher.getByLabel(t("section.new")).fill(title);
      await teacher.keyboard.press("Enter");
      await teacher.getByRole("heading", { name: title }).waitFor();
    }
    await teacher.getByRole("button", { name: t("introduction.write") }).click();
    await teacher.getByRole("textbox", { name: t("introduction.label") }).fill("Welcome to {{courseTitle}}");
    await teacher.getByRole("button", { name: t("save") }).click();
    await teacher.getByText("Welcome to Rivers").waitFor();

    await learner.goto(`${appOrigin()}/c/${code}`);
    await learner.getByText("Welcome to Rivers").waitFor();
    const titles = () =>
      learner
        .getByRole("region", { name: t("section.all") })
        .getByRole("heading")
        .allTextContents();
    expect(await titles()).toEqual(["Sources", "Deltas"]);

    // Space lifts, the arrow moves, Space drops.
    const handle = teacher.getByRole("button", { name: words("ui")("sort.handle").replace("{{name}}", "Deltas") });
    await handle.focus();
    const said = (key: string, position: string) =>
      teacher
        .getByText(words("ui")(key).replace("{{name}}", "Deltas").replace("{{position}}", position).replace("{{total}}", "2"))
        .waitFor({ state: "attached" });
    await teacher.keyboard.press("Space");
    await said("sort.lifted", "2");
    await teacher.keyboard.press("ArrowUp");
    await said("sort.moved", "1");
    await teacher.keyboard.press("Space");
    const order = () =>
      teacher
        .getByRole("region", { name: t("section.all") })
        .getByRole("article")
        .evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label")));
    const first = learner
      .getByRole("region", { name: t("section.all") })
      .getByRole("article")
      .first();
    await first
      .and(learner.getByRole("article", { name: "Deltas" }))
      .waitFor()
      .catch(async (error: unknown) => {
        throw new Error(`the learner still sees ${(await titles()).join(", ")}; the teacher ${(await order()).join(", ")}`, {
          cause: error,
        });
      });

    const paths = learner
      .getByRole("navigation", { name: words("shell")("courseTools") })
      .getByRole("link", { name: words("shell")("tool.paths") });
    await paths.waitFor();
    await teacher.getByRole("button", { name: fill("tools.hide", { name: words("shell")("tool.paths") }) }).click();
    await paths.waitFor({ state: "detached" });
    await shot(teacher, "course home in edit mode");
    await shot(learner, "course home of a learner");

    await teacher.getByRole("button", { name: t("preview.start") }).click();
    await teacher.getByRole("region", { name: t("preview.label") }).waitFor();
    expect(await teacher.getByRole("button", { name: t("home.edit") }).count()).toBe(0);
    await shot(teacher, "course home as the preview learner");
    await teacher.getByRole("button", { name: t("preview.leave") }).click();
    await teacher
      .getByRole("button", { name: t("home.done") })
      .or(teacher.getByRole("button", { name: t("home.edit") }))
      .waitFor();
  },
  120_000,
);

journey("a learner accepts the terms before the course opens", async ({ as }) => {
  const teacher = await as("teacher");
  const { createCourse: course } = await ask<{ createCourse: { id: string; code: string } }>(
    teacher.context(),
    'mutation { createCourse(input: { title: "Rules" }) { id code } }',
  );
  await ask(
    teacher.context(),
    'mutation ($id: ID!) { updateCourseAccess(id: $id, input: { visibility: PUBLIC, terms: "<p>Be kind.</p>" }) { id } }',
    {
      id: course.id,
    },
  );
  const learner = await as("learner");
  await learner.goto(`${appOrigin()}/c/${course.code}`);
  await learner.getByText("Be kind.").waitFor();
  await learner.getByRole("button", { name: t("terms.accept") }).click();
  await learner.getByRole("heading", { level: 1, name: "Rules" }).waitFor();
});
