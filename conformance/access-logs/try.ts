import { ordinaryRun, daysUntilCaught, dayWith, caught } from "./measure.ts";
import { SCENARIOS, slowLeak } from "./scenarios.ts"; import { Random } from "./random.ts"; import { BEGIN, DAY } from "./access.ts";
const o=ordinaryRun(1); console.log(o.alerts.join(" "));
for(const more of [0.3,0.5,1,2]) console.log(more,o.organisation.people.filter(p=>["serving","pipeline"].includes(p.kind)).slice(0,8).map(v=>{const b=o.mornings.flatMap(m=>m.events).filter(e=>e.principal===v.arn).length/20; return daysUntilCaught(o,slowLeak(v,b*more,1),v.arn)}).join(" "));
console.log(o.mornings[0].threshold);
