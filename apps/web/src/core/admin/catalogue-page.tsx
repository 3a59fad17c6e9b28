import { type QueryRef, useMutation, useQueryRefHandlers, useReadQuery } from "@apollo/client/react";
import { ActionIcon, Button, Group, Stack, Switch, Text, TextInput, Title } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useState, useTransition } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { PageHeader } from "../../ui/page-header";
import { ToolIcon } from "../../ui/tool-icon";
import { hasPages } from "../shell/course-tools";
import {
  type AdminCatalogueQuery,
  DeleteCourseCategoryDocument,
  SaveCourseCategoryDocument,
  SetCampusToolDocument,
} from "./admin-courses.generated";

type Category = AdminCatalogueQuery["courseCategories"][number];

function Tools({ tools, onChanged }: { tools: AdminCatalogueQuery["campusTools"]; onChanged: () => void }) {
  const { t } = useTranslation(["admin", "shell"]);
  const showError = useShowError();
  const [set] = useMutation(SetCampusToolDocument);
  const toggle = (tool: string, hidden: boolean) => void set({ variables: { tool, hidden } }).then(onChanged).catch(showError);
  return (
    <Stack component="section" gap="sm" mb="xl">
      <Title order={2} size="h3">
        {t("catalogue.tools")}
      </Title>
      <Text c="dimmed">{t("catalogue.toolsHelp")}</Text>
      {tools
        .filter(({ key }) => hasPages(key))
        .map(({ key, hidden }) => (
          <Group key={key} gap="sm">
            <ToolIcon tool={key} />
            <Switch label={t(`shell:tool.${key}`)} checked={!hidden} onChange={(event) => toggle(key, !event.currentTarget.checked)} />
          </Group>
        ))}
    </Stack>
  );
}

function CategoryLine({ category, onChanged }: { category: Category; onChanged: () => void }) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [title, setTitle] = useState(category.title);
  const [save] = useMutation(SaveCourseCategoryDocument);
  const [remove] = useMutation(DeleteCourseCategoryDocument);
  const rename = () => {
    if (title.trim() === "" || title === category.title) return setTitle(category.title);
    void save({ variables: { id: category.id, title } }).catch(showError);
    return undefined;
  };
  const takeAway = () =>
    void remove({ variables: { id: category.id } })
      .then(onChanged)
      .catch(showError);
  return (
    <Group gap="xs" wrap="nowrap">
      <TextInput
        flex={1}
        dir="auto"
        aria-label={t("catalogue.nameOf", { title: category.title })}
        maxLength={100}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        onBlur={rename}
      />
      <ActionIcon aria-label={t("catalogue.remove", { title: category.title })} onClick={takeAway}>
        <IconTrash size={18} />
      </ActionIcon>
    </Group>
  );
}

function Categories({ categories, onChanged }: { categories: readonly Category[]; onChanged: () => void }) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [title, setTitle] = useState("");
  const [save, { loading }] = useMutation(SaveCourseCategoryDocument);
  const add = (event: React.FormEvent) => {
    event.preventDefault();
    void save({ variables: { title } })
      .then(() => {
        setTitle("");
        onChanged();
      })
      .catch(showError);
  };
  return (
    <Stack component="section" gap="sm" maw="32rem">
      <Title order={2} size="h3">
        {t("catalogue.categories")}
      </Title>
      <Text c="dimmed">{t("catalogue.categoriesHelp")}</Text>
      {categories.map((category) => (
        <CategoryLine key={category.id} category={category} onChanged={onChanged} />
      ))}
      <form onSubmit={add}>
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            flex={1}
            dir="auto"
            label={t("catalogue.new")}
            maxLength={100}
            value={title}
            onChange={(event) => setTitle(event.currentTarget.value)}
          />
          <Button type="submit" loading={loading} disabled={title.trim() === ""}>
            {t("catalogue.add")}
          </Button>
        </Group>
      </form>
    </Stack>
  );
}

/** What holds for all courses: the tools that the campus has, and the headings of its catalogue. */
export function CataloguePage() {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const queryRef = useLoaderData<QueryRef<AdminCatalogueQuery>>();
  const { refetch } = useQueryRefHandlers(queryRef);
  const { data } = useReadQuery(queryRef);
  // As a transition: what is on screen stays there until the answer has come.
  const [, startReading] = useTransition();
  const again = () => startReading(() => void refetch().catch(showError));
  return (
    <>
      <PageHeader title={t("catalogue.title")} />
      <Tools tools={data.campusTools} onChanged={again} />
      <Categories categories={data.courseCategories} onChanged={again} />
    </>
  );
}
