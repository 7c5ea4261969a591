export { readDoctype, type XmlDoctype, type XmlEntity } from "./doctype.ts";
export { looksLikeXml, readXml, XML_BUDGET, type XmlBudget, type XmlReading, type XmlTag, type XmlVisitor } from "./xml-events.ts";
