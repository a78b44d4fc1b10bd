"use server";

import { refresh } from "next/cache";
import { sendTest } from "@/lib/messages/test-send";
import { createTemplate, makeDefault, publishTemplate, updateTemplate } from "@/lib/templates/commands";
import { doubtsAbout, findingsOf } from "@/lib/templates/findings";
import { convertToHtml, deleteTemplate, duplicateTemplate } from "@/lib/templates/keeping";
import { peopleToPreview, previewLine, previewTemplate } from "@/lib/templates/preview";
import {
  AsCustomer,
  CreateTemplate,
  FindPeople,
  PreviewLine,
  RenameTemplate,
  SendTest,
  TemplateId,
  TemplateVersionId,
  UpdateTemplate,
} from "@/lib/templates/schema";
import { restoreVersion } from "@/lib/templates/versions";
import { action } from "@/lib/web/action";

const grant = "templates:write";

export const createTemplateAction = action({
  grant,
  input: CreateTemplate,
  handle: async (scope, input) => ({ id: (await createTemplate(scope, input)).id }),
});

export const updateTemplateAction = action({
  grant,
  input: UpdateTemplate,
  handle: async (scope, input) => ({ revision: (await updateTemplate(scope, input)).revision }),
});

export const renameTemplateAction = action({
  grant,
  input: RenameTemplate,
  handle: async (scope, input) => {
    await updateTemplate(scope, input);
    refresh();
  },
});

export const publishTemplateAction = action({
  grant,
  input: TemplateId,
  handle: async (scope, { id }) => {
    const { version } = await publishTemplate(scope, id);
    refresh();
    return { version, doubts: await doubtsAbout(scope, { id, version }) };
  },
});

export const makeDefaultAction = action({
  grant,
  input: TemplateId,
  handle: async (scope, { id }) => {
    await makeDefault(scope, id);
    refresh();
  },
});

export const duplicateTemplateAction = action({
  grant,
  input: TemplateId,
  handle: async (scope, { id }) => ({ id: (await duplicateTemplate(scope, id)).id }),
});

export const deleteTemplateAction = action({ grant, input: TemplateId, handle: (scope, { id }) => deleteTemplate(scope, id) });

export const convertToHtmlAction = action({
  grant,
  input: TemplateId,
  handle: async (scope, { id }) => {
    await convertToHtml(scope, id);
    refresh();
  },
});

export const restoreVersionAction = action({ grant, input: TemplateVersionId, handle: restoreVersion });

export const sendTestAction = action({ grant, input: SendTest, handle: sendTest });

export const previewTemplateAction = action({
  grant: "templates:read",
  input: AsCustomer,
  handle: async (scope, input) => {
    const seen = await previewTemplate(scope, input);
    const { subject, text, missing } = seen;
    return { subject, text, missing, findings: findingsOf(seen) };
  },
});

export const previewLineAction = action({ grant: "templates:read", input: PreviewLine, handle: previewLine });

export const findPeopleAction = action({
  grant: "customers:read",
  input: FindPeople,
  handle: (scope, { q }) => peopleToPreview(scope, q),
});
