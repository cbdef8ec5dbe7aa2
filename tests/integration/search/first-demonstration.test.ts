import { describeDemonstration } from "./demonstration.ts";

describeDemonstration(0);
