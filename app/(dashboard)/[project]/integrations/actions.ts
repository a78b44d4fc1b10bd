"use server";

import { refresh } from "next/cache";
import { connectIntegration, disconnectIntegration, pauseIntegration, renewSecrets, resumeIntegration } from "@/lib/integrations/commands";
import { ConnectIntegration, IntegrationKind } from "@/lib/integrations/schema";
import { testIntegration } from "@/lib/integrations/testing";
import { action } from "@/lib/web/action";

const grant = "integrations:write";

export const connectAction = action({
  grant,
  input: ConnectIntegration,
  handle: async (scope, input) => {
    const { shown } = await connectIntegration(scope, input);
    refresh();
    return { shown };
  },
});

export const renewSecretsAction = action({
  grant,
  input: IntegrationKind,
  handle: async (scope, { kind }) => {
    const { shown } = await renewSecrets(scope, kind);
    refresh();
    return { shown };
  },
});

export const pauseIntegrationAction = action({
  grant,
  input: IntegrationKind,
  handle: async (scope, { kind }) => {
    await pauseIntegration(scope, kind);
    refresh();
  },
});

export const resumeIntegrationAction = action({
  grant,
  input: IntegrationKind,
  handle: async (scope, { kind }) => {
    await resumeIntegration(scope, kind);
    refresh();
  },
});

export const disconnectAction = action({
  grant,
  input: IntegrationKind,
  handle: async (scope, { kind }) => {
    await disconnectIntegration(scope, kind);
    refresh();
  },
});

export const testIntegrationAction = action({
  grant,
  input: IntegrationKind,
  handle: async (scope, { kind }) => {
    const said = await testIntegration(scope, kind);
    refresh();
    return said;
  },
});
