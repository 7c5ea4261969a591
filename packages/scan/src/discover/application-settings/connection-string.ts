import { providerOfUrl } from "../code/providers.ts";

/** What a connection string of .NET says of an AI service (learn.microsoft.com/dotnet/aspire/azureai). */
export function connectionString(name: string, value: string): { readonly provider: string; readonly model?: string } | undefined {
  const parts = new Map(
    value.split(";").flatMap((part): readonly (readonly [string, string])[] => {
      const equals = part.indexOf("=");
      return equals <= 0 ? [] : [[part.slice(0, equals).trim().toLowerCase(), part.slice(equals + 1).trim()]];
    }),
  );
  const endpoint = parts.get("endpoint");
  if (endpoint === undefined) return undefined;
  const provider = providerOfUrl(endpoint);
  const known =
    provider !== undefined && provider !== "self-hosted"
      ? provider
      : /ollama/.test(name)
        ? "ollama"
        : /openai/.test(name)
          ? "openai"
          : undefined;
  if (known === undefined) return undefined;
  const model = parts.get("model") ?? parts.get("deployment") ?? parts.get("deploymentid");
  return { provider: known, ...(model === undefined || model === "" ? {} : { model }) };
}
