import { type QueryRef, useMutation, useReadQuery } from "@apollo/client/react";
import { Button, Card, Group, NumberInput, Radio, SimpleGrid, Stack, TagsInput, Text, TextInput, Title } from "@mantine/core";
import { useForm, type UseFormReturnType } from "@mantine/form";
import { notifications } from "@mantine/notifications";
import { EXTENSION_RULES, FILE_BYTES_LIMIT, FORBIDDEN_FILES, WATERMARK_LIMIT } from "@lyceum/shared/inputs/documents";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLoaderData } from "react-router-dom";
import { useShowError } from "../../kernel/errors";
import { PageHeader } from "../../ui/page-header";
import { type AdminDocumentLimitsQuery, type AdminDocumentLimitsQueryVariables, UpdateDocumentLimitsDocument } from "./admin.generated";

type Limits = AdminDocumentLimitsQuery["documentLimits"];

const MEGABYTE = 1024 ** 2;
const sizes = ["courseBytes", "groupBytes", "personalBytes", "fileBytes"] as const;

const valuesOf = ({ extensionRule, extensions, forbiddenFiles, trashDays, pdfWatermark, ...limits }: Limits) => ({
  ...{ extensionRule, extensions, forbiddenFiles, trashDays, pdfWatermark },
  ...(Object.fromEntries(sizes.map((size) => [size, limits[size] / MEGABYTE])) as Record<(typeof sizes)[number], number>),
});
type Values = ReturnType<typeof valuesOf>;
type Form = UseFormReturnType<Values>;

/** How much may be stored, which files are taken, and how long the trash keeps them. */
export function StoragePage() {
  const { t } = useTranslation("admin");
  const { data } = useReadQuery(useLoaderData<QueryRef<AdminDocumentLimitsQuery, AdminDocumentLimitsQueryVariables>>());
  return (
    <>
      <PageHeader title={t("storage.title")} />
      <LimitsForm limits={data.documentLimits} />
    </>
  );
}

function RoomFields({ form }: { form: Form }) {
  const { t } = useTranslation("admin");
  return (
    <Card component="section" padding="lg" aria-labelledby="storage-room">
      <Title order={2} size="h4" mb="sm" id="storage-room">
        {t("storage.room")}
      </Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {sizes.map((size) => (
          <NumberInput
            key={size}
            label={t(`storage.${size}`)}
            description={t(`storage.${size}Hint`)}
            suffix={` ${t("storage.megabytes")}`}
            min={size === "fileBytes" ? 1 : 0}
            max={size === "fileBytes" ? FILE_BYTES_LIMIT / MEGABYTE : 1e7}
            thousandSeparator=" "
            decimalScale={2}
            {...form.getInputProps(size)}
          />
        ))}
        <NumberInput
          label={t("storage.trashDays")}
          description={t("storage.trashDaysHint")}
          min={1}
          max={365}
          allowDecimal={false}
          {...form.getInputProps("trashDays")}
        />
      </SimpleGrid>
    </Card>
  );
}

function FileFields({ form }: { form: Form }) {
  const { t } = useTranslation("admin");
  return (
    <Card component="section" padding="lg" aria-labelledby="storage-files">
      <Title order={2} size="h4" mb="sm" id="storage-files">
        {t("storage.files")}
      </Title>
      <Stack>
        <Radio.Group label={t("storage.rule")} {...form.getInputProps("extensionRule")}>
          <Stack gap="xs" mt="xs">
            {EXTENSION_RULES.map((rule) => (
              <Radio key={rule} value={rule} label={t(`storage.rules.${rule}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <TagsInput
          label={t("storage.extensions")}
          description={t("storage.extensionsHint")}
          splitChars={[",", " ", ";"]}
          maxTags={500}
          dir="ltr"
          {...form.getInputProps("extensions")}
        />
        <Radio.Group label={t("storage.forbidden")} {...form.getInputProps("forbiddenFiles")}>
          <Stack gap="xs" mt="xs">
            {FORBIDDEN_FILES.map((action) => (
              <Radio key={action} value={action} label={t(`storage.actions.${action}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          {t("storage.programs")}
        </Text>
        <TextInput
          label={t("storage.pdfWatermark")}
          description={t("storage.pdfWatermarkHint")}
          maxLength={WATERMARK_LIMIT}
          dir="auto"
          {...form.getInputProps("pdfWatermark")}
        />
      </Stack>
    </Card>
  );
}

function LimitsForm({ limits }: { limits: Limits }) {
  const { t } = useTranslation("admin");
  const showError = useShowError();
  const [update, { loading }] = useMutation(UpdateDocumentLimitsDocument);
  const form = useForm<Values>({ initialValues: valuesOf(limits) });
  const [version, setVersion] = useState(limits.version);
  const submit = form.onSubmit(async (values) => {
    const bytes = Object.fromEntries(sizes.map((size) => [size, Math.round(Number(values[size]) * MEGABYTE)]));
    try {
      const { data } = await update({ variables: { input: { ...values, ...bytes }, expectedVersion: version } });
      if (data) {
        setVersion(data.updateDocumentLimits.version);
        form.setInitialValues(valuesOf(data.updateDocumentLimits));
        form.reset();
      }
      notifications.show({ message: t("storage.saved"), role: "status" });
    } catch (error) {
      showError(error, form);
    }
  });
  return (
    <form onSubmit={submit}>
      <Stack gap="lg" maw="60rem">
        <RoomFields form={form} />
        <FileFields form={form} />
        <Group>
          <Button type="submit" loading={loading} disabled={!form.isDirty()}>
            {t("storage.save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
