import { describeDemonstration } from "./demonstration.ts";

describeDemonstration(1);
