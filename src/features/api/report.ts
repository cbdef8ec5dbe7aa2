import { z } from "zod";
import { camelCase, pageSchemaOf, parametersOf, PARAMETERS, problemSchema, recordSchemaOf, type Resource } from "./schema";

type Words = ((key: string, parameters?: Record<string, string | number>) => string) & { has: (key: string) => boolean };
type Described = Record<string, unknown>;

/** A schema as JSON Schema 2020-12, which OpenAPI 3.1 takes as it is. */
function jsonSchemaOf(schema: z.ZodType): Described {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12" });
  return rest;
}

const reference = (kind: "schemas" | "responses" | "headers" | "parameters", name: string) => ({ $ref: `#/components/${kind}/${name}` });

const PROBLEMS = { 400: "BadRequest", 401: "Unauthorized", 403: "Forbidden", 404: "NotFound", 406: "NotAcceptable", 429: "TooManyRequests", 503: "Unavailable" } as const;
type ProblemStatus = keyof typeof PROBLEMS;

const problemsOf = (statuses: readonly ProblemStatus[]) => Object.fromEntries(statuses.map((status) => [String(status), reference("responses", PROBLEMS[status])]));
const answerHeaders = (more: readonly string[] = []) => Object.fromEntries(["ETag", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", ...more].map((name) => [name, reference("headers", name.replaceAll("-", ""))]));

/** What a field is, in words. */
export function describeField(name: string, words: Words): string {
  const key = `api.field.${name}`;
  return words.has(key) ? words(key) : "";
}

/** What a parameter is, in words. */
export function describeParameter(name: string, words: Words): string {
  return words(`api.parameter.${name}`);
}

function pathsOf(resource: Resource, words: Words): Described {
  const title = words(resource.title);
  const record = camelCase(resource.name);
  const unchanged = { description: words("api.openapi.unchanged") };
  return {
    [`/${resource.name}`]: {
      get: {
        operationId: `list${record}`,
        tags: [title],
        summary: words("api.openapi.list", { register: title }),
        parameters: [...parametersOf(resource), "ifNoneMatch"].map((name) => reference("parameters", name)),
        responses: {
          200: { description: words("api.openapi.page"), headers: answerHeaders(["Link"]), content: { "application/json": { schema: reference("schemas", `${record}Page`) } } },
          304: unchanged,
          ...problemsOf([400, 401, 403, 404, 406, 429, 503]),
        },
      },
    },
    [`/${resource.name}/{id}`]: {
      get: {
        operationId: `get${record}`,
        tags: [title],
        summary: words("api.openapi.one", { register: title }),
        parameters: [{ name: "id", in: "path", required: true, description: describeField("id", words), schema: { type: "string", format: "uuid" } }, reference("parameters", "ifNoneMatch")],
        responses: {
          200: { description: words("api.openapi.record"), headers: answerHeaders(), content: { "application/json": { schema: reference("schemas", record) } } },
          304: unchanged,
          ...problemsOf([400, 401, 403, 404, 406, 429, 503]),
        },
      },
    },
  };
}

/** Describes the API in OpenAPI 3.1, out of the very schemas that its answers are made of. */
export function writeOpenApi(resources: readonly Resource[], address: string, words: Words): Described {
  const headerOf = (name: string, type: "string" | "integer") => ({ description: words(`api.header.${name}`), schema: { type } });
  const problem = (status: ProblemStatus) => ({
    description: words(`api.problem.${String(status)}`),
    headers: {
      ...(status === 401 ? { "WWW-Authenticate": reference("headers", "WWWAuthenticate") } : {}),
      ...(status === 429 || status === 503 ? { "Retry-After": reference("headers", "RetryAfter") } : {}),
    },
    content: { "application/problem+json": { schema: reference("schemas", "Problem") } },
  });
  return {
    openapi: "3.1.0",
    info: { title: words("api.openapi.title"), version: "1.0.0", description: words("api.openapi.about"), license: { name: "EUPL-1.2", identifier: "EUPL-1.2" } },
    servers: [{ url: address }],
    security: [{ token: [] }],
    tags: resources.map(({ title }) => ({ name: words(title) })),
    paths: Object.assign({}, ...resources.map((resource) => pathsOf(resource, words))) as Described,
    components: {
      securitySchemes: { token: { type: "http", scheme: "bearer", description: words("api.openapi.token") } },
      parameters: {
        ...Object.fromEntries(
          Object.entries(PARAMETERS).map(([name, { schema }]) => [name, { name, in: "query", required: false, description: describeParameter(name, words), schema: jsonSchemaOf(schema) }]),
        ),
        ifNoneMatch: { name: "If-None-Match", in: "header", required: false, description: describeParameter("ifNoneMatch", words), schema: { type: "string" } },
      },
      headers: {
        ETag: headerOf("ETag", "string"),
        Link: headerOf("Link", "string"),
        RateLimitLimit: headerOf("RateLimitLimit", "integer"),
        RateLimitRemaining: headerOf("RateLimitRemaining", "integer"),
        RateLimitReset: headerOf("RateLimitReset", "integer"),
        RetryAfter: headerOf("RetryAfter", "integer"),
        WWWAuthenticate: headerOf("WWWAuthenticate", "string"),
      },
      responses: Object.fromEntries(Object.entries(PROBLEMS).map(([status, name]) => [name, problem(Number(status) as ProblemStatus)])),
      schemas: Object.fromEntries([
        ...resources.flatMap((resource): [string, Described][] => {
          const record = recordSchemaOf(resource, (name) => describeField(name, words));
          const page = jsonSchemaOf(pageSchemaOf(z.unknown()));
          const name = camelCase(resource.name);
          return [
            [name, jsonSchemaOf(record)],
            [`${name}Page`, { ...page, properties: { ...(page["properties"] as Described), data: { type: "array", items: reference("schemas", name) } } }],
          ];
        }),
        ["Problem", jsonSchemaOf(problemSchema)],
      ]),
    },
  };
}

/** A field of a resource as the page of documentation shows it. */
export interface DocumentedField {
  name: string;
  type: string;
  about: string;
  isNullable: boolean;
  values: readonly string[];
}

interface JsonSchema {
  type?: string;
  format?: string;
  enum?: readonly string[];
  anyOf?: readonly JsonSchema[];
  items?: JsonSchema;
  properties?: Readonly<Record<string, JsonSchema>>;
}

function typeOf(schema: JsonSchema): { type: string; values: readonly string[]; isNullable: boolean } {
  const options = schema.anyOf?.filter(({ type }) => type !== "null");
  const [only] = options ?? [];
  if (only !== undefined) return { ...typeOf(only), isNullable: true };
  if (schema.enum !== undefined) return { type: "enum", values: schema.enum, isNullable: false };
  if (schema.type === "array") {
    const inner = typeOf(schema.items ?? {});
    return { type: `${inner.type}[]`, values: inner.values, isNullable: false };
  }
  if (schema.type === "object") return { type: `{ ${Object.keys(schema.properties ?? {}).join(", ")} }`, values: [], isNullable: false };
  return { type: schema.format ?? schema.type ?? "", values: [], isNullable: false };
}

/** The fields of a resource in words, read out of the schema that its answers keep. */
export function documentFields(resource: Resource, words: Words): DocumentedField[] {
  const { properties = {} } = z.toJSONSchema(recordSchemaOf(resource)) as JsonSchema;
  return Object.entries(properties).map(([name, schema]) => ({ name, about: describeField(name, words), ...typeOf(schema) }));
}
