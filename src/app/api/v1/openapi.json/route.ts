import { writeOpenApi } from "@/features/api/report";
import { listResources } from "@/features/api/rules";
import { wordsFor } from "@/messages/words";
import { resources } from "@/registers";
import { apiAddress } from "@/server/env";
import { defineSystemRoute } from "@/server/system-route";

/** The description of the API in OpenAPI 3.1, for whoever has a token or has signed in. */
export const GET = defineSystemRoute({ orPerson: true, run: () => Promise.resolve({ body: writeOpenApi(listResources(resources), apiAddress(), wordsFor("en")) }) });
