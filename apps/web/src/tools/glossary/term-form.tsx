import { useMutation } from "@apollo/client/react";
import { Alert, Autocomplete, Button, Card, Collapse, Group, Select, Stack, TagsInput, TextInput } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { useDisclosure } from "@mantine/hooks";
import { GLOSSARY_HIGHLIGHTS, isEmptyHtml, termField } from "@lyceum/shared/inputs/glossary";
import { LOCALE_FACTS, LOCALES } from "@lyceum/shared/locales";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "react-router-dom";
import type { CoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { RichTextEditor } from "../../ui/rich-text-editor";
import { conflictOf, type ExistingTerm } from "./conflicts";
import {
  CreateGlossaryTermDocument,
  type GlossaryTermFieldsFragment,
  ProposeGlossaryTermDocument,
  UpdateGlossaryTermDocument,
} from "./glossary.generated";
import { RelatedField } from "./related-field";
import { SoundAndPicture, type MediaChoice } from "./term-media";
import { VariantFields } from "./variant-fields";
import { inputOf, type TermValues, valuesOf } from "./term-values";

interface TermFormProps {
  place: CoursePlace;
  /** The term that is changed or worded anew; absent for a new one. */
  term?: GlossaryTermFieldsFragment;
  mode: "create" | "propose" | "edit" | "reword";
  categories?: readonly string[];
  /** Learners neither choose highlighting nor categories' order. */
  staff?: boolean;
  onDone: (term: GlossaryTermFieldsFragment) => unknown;
  onCancel: () => void;
}

/** Sends the form by the mutation of its mode. */
function useSave({ place, term, mode }: TermFormProps) {
  const { courseId, sessionId } = place;
  const [create] = useMutation(CreateGlossaryTermDocument);
  const [propose] = useMutation(ProposeGlossaryTermDocument);
  const [update] = useMutation(UpdateGlossaryTermDocument);
  return async (values: ReturnType<typeof valuesOf>, media: MediaChoice): Promise<GlossaryTermFieldsFragment | undefined> => {
    const input = { ...inputOf(values), ...media };
    if (mode === "edit" && term) {
      const { data } = await update({ variables: { id: term.id, sessionId, input, expectedVersion: term.version } });
      return data?.updateGlossaryTerm;
    }
    const variables = { courseId, sessionId, input: { ...input, ...(mode === "reword" && term ? { baseTermId: term.id } : {}) } };
    if (mode === "propose") return (await propose({ variables })).data?.proposeGlossaryTerm;
    return (await create({ variables })).data?.createGlossaryTerm;
  };
}

/** Says which term has the key already, and leads there; what was typed stays. */
function Taken({ existing, place }: { existing: ExistingTerm; place: CoursePlace }) {
  const { t } = useTranslation("glossary");
  return (
    <Alert color="yellow" role="alert" title={t(`conflict.${existing.code}`, { term: existing.term ?? "" })}>
      {existing.id && (
        <Link to={`${place.address}/glossary/${existing.id}`} target="_blank">
          {t("conflict.open", { term: existing.term })}
        </Link>
      )}
    </Alert>
  );
}

interface MoreFieldsProps extends TermFormProps {
  form: UseFormReturnType<TermValues>;
  media: MediaChoice;
  setMedia: (media: MediaChoice) => void;
}

/** What most terms do without. */
function MoreFields({ place, term, categories = [], staff = true, form, media, setMedia }: MoreFieldsProps) {
  const { t } = useTranslation("glossary");
  const tags = [...new Set([...LOCALES, place.language, form.values.language])];
  const languages = tags.map((value) => ({
    value,
    label: value in LOCALE_FACTS ? LOCALE_FACTS[value as keyof typeof LOCALE_FACTS].name : value,
  }));
  return (
    <Stack gap="sm">
      <TagsInput label={t("form.synonyms")} splitChars={[";", "|"]} maxTags={20} {...form.getInputProps("synonyms")} />
      <TagsInput label={t("form.abbreviations")} splitChars={[";", "|"]} maxTags={20} {...form.getInputProps("abbreviations")} />
      <TagsInput
        label={t("form.forms")}
        description={t("form.formsHelp")}
        splitChars={[";", "|"]}
        maxTags={20}
        {...form.getInputProps("forms")}
      />
      <Autocomplete label={t("form.category")} data={[...categories]} maxLength={100} {...form.getInputProps("category")} />
      <Select label={t("form.language")} data={languages} allowDeselect={false} {...form.getInputProps("language")} />
      {staff && (
        <Select
          label={t("form.highlight")}
          data={GLOSSARY_HIGHLIGHTS.map((value) => ({ value, label: t(`highlight.${value}`) }))}
          allowDeselect={false}
          {...form.getInputProps("highlight")}
        />
      )}
      <RelatedField
        place={place}
        exclude={term?.id}
        known={term?.related ?? []}
        value={form.values.relatedIds}
        onChange={(ids) => form.setFieldValue("relatedIds", ids)}
      />
      <VariantFields value={form.values.variants} languages={languages} onChange={(variants) => form.setFieldValue("variants", variants)} />
      <SoundAndPicture term={term} choice={media} onChange={setMedia} />
    </Stack>
  );
}

/** The form's values, and its sending: a conflict is told apart from other refusals, and what was typed stays. */
function useTermForm(props: TermFormProps) {
  const { place, term, onDone } = props;
  const { t } = useTranslation("glossary");
  const showError = useShowError();
  const save = useSave(props);
  const [media, setMedia] = useState<MediaChoice>({});
  const [existing, setExisting] = useState<ExistingTerm>();
  const [busy, setBusy] = useState(false);
  const form = useForm({
    initialValues: valuesOf(term, place.language),
    validate: {
      term: (value) => (termField.safeParse(value).success ? null : t("form.termFault")),
      definition: (value) => (isEmptyHtml(value) ? t("form.definitionFault") : null),
    },
  });
  const submit = form.onSubmit(async (values) => {
    setBusy(true);
    setExisting(undefined);
    try {
      const saved = await save(values, media);
      if (saved) await onDone(saved);
    } catch (error) {
      const conflict = conflictOf(error);
      if (conflict) setExisting(conflict);
      else showError(error, form);
    } finally {
      setBusy(false);
    }
  });
  return { form, submit, busy, existing, media, setMedia };
}

/** Everything that can be said of a term. The words and the definition first; the rest folded away. */
export function TermForm(props: TermFormProps) {
  const { place, term, mode, onCancel } = props;
  const { t } = useTranslation(["glossary", "ui"]);
  const { form, submit, busy, existing, media, setMedia } = useTermForm(props);
  const [more, { toggle }] = useDisclosure((term?.aliases.length ?? 0) > 0 || (term?.variants.length ?? 0) > 0);
  return (
    <Card
      component="form"
      onSubmit={submit}
      withBorder
      padding="md"
      aria-label={t(`form.${mode}`, { term: term?.term })}
      onKeyDown={(event) => event.key === "Escape" && onCancel()}
    >
      <Stack gap="sm">
        {existing && <Taken existing={existing} place={place} />}
        <TextInput label={t("form.term")} required maxLength={200} dir="auto" data-autofocus autoFocus {...form.getInputProps("term")} />
        <RichTextEditor
          label={t("form.definition")}
          value={form.values.definition}
          onChange={(html) => form.setFieldValue("definition", html)}
          error={form.errors.definition as string}
          minHeight={5}
        />
        <Button variant="subtle" size="compact-sm" onClick={toggle} aria-expanded={more} style={{ alignSelf: "start" }}>
          {t(more ? "form.less" : "form.more")}
        </Button>
        <Collapse expanded={more}>
          <MoreFields {...props} form={form} media={media} setMedia={setMedia} />
        </Collapse>
        <Group justify="flex-end">
          <Button variant="default" onClick={onCancel}>
            {t("ui:cancel")}
          </Button>
          <Button type="submit" loading={busy}>
            {t(mode === "propose" ? "form.submitProposal" : mode === "create" ? "form.submitNew" : "form.submit")}
          </Button>
        </Group>
      </Stack>
    </Card>
  );
}
