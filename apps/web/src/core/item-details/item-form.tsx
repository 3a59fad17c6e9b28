import { useMutation } from "@apollo/client/react";
import { Button, Group, Select, Stack, Text, TextInput } from "@mantine/core";
import { useForm } from "@mantine/form";
import { useTranslation } from "react-i18next";
import { useCoursePlace } from "../../kernel/course-place";
import { useShowError } from "../../kernel/errors";
import { AudienceField, audienceInput, audienceOf, type Audience } from "./audience-field";
import { DemandsField } from "./demands-field";
import { type ItemDrawer_detailsFragment, SaveItemDetailsDocument, SaveItemOverrideDocument } from "./item-details.generated";
import { fromLocalField, toLocalField } from "./local-time";
import { type Demand, demandsOf, treeOf } from "./simple-conditions";

interface ItemFormProps {
  details: ItemDrawer_detailsFragment;
  onSaved: () => void;
}

const STATES = ["PUBLISHED", "DRAFT", "HIDDEN"] as const;
type State = (typeof STATES)[number];

interface Values {
  title: string;
  state: State | "";
  opensAt: string;
  closesAt: string;
  dueAt: string;
}

type Form = ReturnType<typeof useForm<Values>>;

function DateFields({ form }: { form: Form }) {
  const { t } = useTranslation("courses");
  return (
    <>
      <TextInput type="datetime-local" label={t("details.opensAt")} {...form.getInputProps("opensAt")} />
      <TextInput type="datetime-local" label={t("details.closesAt")} {...form.getInputProps("closesAt")} />
      <TextInput type="datetime-local" label={t("details.dueAt")} {...form.getInputProps("dueAt")} />
    </>
  );
}

const dates = (values: Values) => ({
  opensAt: fromLocalField(values.opensAt),
  closesAt: fromLocalField(values.closesAt),
  dueAt: fromLocalField(values.dueAt),
});

/** An item's own title, state, dates and conditions. */
export function ItemForm({ details, onSaved }: ItemFormProps) {
  const { t } = useTranslation("courses");
  const { sessionId } = useCoursePlace();
  const showError = useShowError();
  const [save, { loading }] = useMutation(SaveItemDetailsDocument);
  const { item } = details;
  const states = STATES.map((value) => ({ value, label: t(`state.${value}`) }));
  const form = useForm<Values & { demands: Demand[] | null; audience: Audience }>({
    initialValues: {
      title: item.title,
      state: item.state,
      opensAt: toLocalField(item.opensAt),
      closesAt: toLocalField(item.closesAt),
      dueAt: toLocalField(item.dueAt),
      demands: demandsOf(details.conditions),
      audience: audienceOf(details),
    },
  });
  const submit = form.onSubmit(({ demands, audience, state, title, ...rest }) =>
    save({
      variables: {
        id: item.id,
        sessionId,
        expectedVersion: item.version,
        input: {
          title,
          state: state || "PUBLISHED",
          ...dates({ title, state, ...rest }),
          audience: audienceInput(audience),
          ...(demands === null ? {} : { conditions: treeOf(demands) }),
        },
      },
    })
      .then(onSaved)
      .catch((error: unknown) => showError(error, form)),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <TextInput label={t("details.title")} required maxLength={300} dir="auto" {...form.getInputProps("title")} />
        <Select label={t("details.state")} allowDeselect={false} data={states} {...form.getInputProps("state")} />
        <DateFields form={form as unknown as Form} />
        <DemandsField itemId={item.id} demands={form.values.demands} onChange={(demands) => form.setFieldValue("demands", demands)} />
        <AudienceField
          details={details}
          audience={form.values.audience}
          onChange={(audience) => form.setFieldValue("audience", audience)}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={loading} disabled={!details.viewerCan.update}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What a session changes of a base item: an empty field is the item's own. */
export function OverrideForm({ details, onSaved }: ItemFormProps) {
  const { t } = useTranslation("courses");
  const { sessionId } = useCoursePlace();
  const showError = useShowError();
  const [save, { loading }] = useMutation(SaveItemOverrideDocument);
  const own = details.override;
  const form = useForm<Values>({
    initialValues: {
      title: "",
      state: own?.state ?? "",
      opensAt: toLocalField(own?.opensAt),
      closesAt: toLocalField(own?.closesAt),
      dueAt: toLocalField(own?.dueAt),
    },
  });
  const submit = form.onSubmit((values) =>
    save({ variables: { itemId: details.id, sessionId: sessionId ?? "", input: { state: values.state || null, ...dates(values) } } })
      .then(onSaved)
      .catch((error: unknown) => showError(error, form)),
  );
  return (
    <form onSubmit={submit}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t("details.overrideHelp")}
        </Text>
        <Select
          label={t("details.state")}
          data={[{ value: "", label: t("details.asInCourse") }, ...STATES.map((value) => ({ value, label: t(`state.${value}`) }))]}
          allowDeselect={false}
          {...form.getInputProps("state")}
        />
        <DateFields form={form} />
        <Group justify="flex-end">
          <Button type="submit" loading={loading}>
            {t("save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
