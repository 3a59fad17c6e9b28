import { useMutation } from "@apollo/client/react";
import { Button, Group, TextInput, Title } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useShowError } from "../../kernel/errors";
import { EmptyState } from "../../ui/empty-state";
import { SortableList } from "../../ui/sortable-list";
import { CreateSectionDocument, type HomeSectionBlock_sectionFragment, MoveSectionDocument } from "./course-home.generated";
import { useHome } from "./home-context";
import { SectionBlock } from "./section-block";
import classes from "./course-home.module.css";

function NewSection() {
  const { t } = useTranslation("courses");
  const { place, refresh } = useHome();
  const showError = useShowError();
  const [title, setTitle] = useState("");
  const [create, { loading }] = useMutation(CreateSectionDocument);
  const submit = (event: React.FormEvent) => {
    event.preventDefault();
    if (title.trim() === "") return;
    create({ variables: { input: { courseId: place.courseId, sessionId: place.sessionId, title } } })
      .then(refresh)
      .then(() => setTitle(""))
      .catch(showError);
  };
  return (
    <form onSubmit={submit} className={classes.newSection}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          flex={1}
          label={t("section.new")}
          placeholder={t("section.example")}
          maxLength={300}
          dir="auto"
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Button type="submit" loading={loading} disabled={title.trim() === ""} leftSection={<IconPlus size={16} aria-hidden />}>
          {t("section.add")}
        </Button>
      </Group>
    </form>
  );
}

/** The sections of the page as an outline; in edit mode they are put in order, filled, renamed and taken away. */
export function SectionList({ sections, canEdit }: { sections: readonly HomeSectionBlock_sectionFragment[]; canEdit: boolean }) {
  const { t } = useTranslation("courses");
  const { place, editing, refresh } = useHome();
  const showError = useShowError();
  const [move] = useMutation(MoveSectionDocument);
  const drop = (row: HomeSectionBlock_sectionFragment, index: number, ids: string[]) =>
    void move({ variables: { id: row.id, sessionId: place.sessionId, beforeId: ids[index + 1] ?? null } })
      .then(refresh)
      .catch(showError);
  if (!editing && sections.length === 0) {
    return (
      <EmptyState title={t(canEdit ? "section.emptyTeacherTitle" : "section.emptyTitle")}>
        {t(canEdit ? "section.emptyTeacher" : "section.empty")}
      </EmptyState>
    );
  }
  return (
    <section aria-label={t("section.all")} className={classes.sections}>
      {editing && (
        <Title order={2} size="h3" mb="sm">
          {t("section.all")}
        </Title>
      )}
      {editing ? (
        <SortableList rows={sections} nameOf={(row) => row.section.title} onMove={drop} label={t("section.all")}>
          {(row) => <SectionBlock row={row} others={sections} />}
        </SortableList>
      ) : (
        sections.map((row) => <SectionBlock key={row.id} row={row} others={sections} />)
      )}
      {editing && <NewSection />}
    </section>
  );
}
