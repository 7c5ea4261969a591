import type { TermRule } from "../rule.ts";

const list = (text: string): string[] => text.split(",").map((one) => one.trim());

/** Words that alone are of a special category (GDPR Article 9(1); definitions in Article 4(13) to (15)). */
export const termRules: readonly TermRule[] = [
  {
    type: "HEALTH",
    title: "Illness, treatment or state of health",
    class: "health",
    terms: list(
      "diabetes, diabetic, hypertension, asthma, cancer, carcinoma, leukemia, leukaemia, lymphoma, melanoma, tumor, tumour, metastasis, chemotherapy, radiotherapy, hiv, hiv positive, aids patient, hepatitis, tuberculosis, epilepsy, seizure disorder, schizophrenia, bipolar disorder, depressive disorder, clinical depression, anxiety disorder, ptsd, adhd, autism, dementia, alzheimer's, parkinson's, multiple sclerosis, muscular dystrophy, stroke patient, myocardial infarction, heart attack, heart failure, arrhythmia, angina, copd, pneumonia, bronchitis, covid-19, sars-cov-2, influenza, malaria, sepsis, anemia, anaemia, hemophilia, haemophilia, sickle cell, cystic fibrosis, crohn's disease, ulcerative colitis, cirrhosis, kidney failure, renal failure, dialysis, arthritis, osteoporosis, fibromyalgia, lupus, psoriasis, eczema, migraine, glaucoma, cataract, miscarriage, abortion, pregnancy test, ivf treatment, ivf cycle, in vitro fertilisation, in vitro fertilization, infertility, menopause, chlamydia, gonorrhea, syphilis, herpes, substance abuse, drug addiction, alcoholism, methadone, insulin, metformin, prozac, sertraline, lithium carbonate, antidepressant, antipsychotic, opioid, blood pressure, blood glucose, blood type, hba1c, ldl cholesterol, biopsy, mri scan, ct scan, mammogram, medical history, medical record, diagnosed with, prognosis, comorbidity, allergic to, prescribed, krankheit, diagnostiziert, krebs, schwangerschaft, epilepsie, depression, behinderung, maladie, cancer du sein, grossesse, enfermedad, embarazo, malattia, gravidanza, ziekte, zwangerschap",
    ),
    score: 0.45,
    source: "GDPR Article 4(15)",
    good: ["she was diagnosed with diabetes", "HIV positive since May"],
    bad: ["the diabetologists met", "a chivalrous man", "logs help to diagnose it", "an IVF index of vectors"],
  },
  {
    type: "BIOMETRIC",
    title: "Biometric measurement",
    class: "biometric",
    terms: list(
      "fingerprint template, fingerprint scan, fingerprint data, fingerprint image, fingerprint images, fingerprint record, fingerprint records, her fingerprints, his fingerprints, their fingerprints, minutiae, iris scan, iris code, iris template, retina scan, retinal scan, faceprint, face template, face embedding, facial recognition, facial geometry, face id template, voiceprint, voice print, voice template, palm print, palm vein, hand geometry, gait analysis, gait recognition, keystroke dynamics, biometric, biometrics, biometrisch, fingerabdruck, empreinte digitale, huella dactilar, impronta digitale, vingerafdruk",
    ),
    score: 0.5,
    source: "GDPR Article 4(14)",
    good: ["his voiceprint is on file", "we store the fingerprint template"],
    bad: ["a fingerpost", "a voice in print", "lanes share build fingerprints"],
  },
  {
    type: "GENETIC",
    title: "Genetic characteristic",
    class: "genetic",
    terms: list(
      "dna profile, dna sample, dna test, genome sequence, genomic data, genotype, haplotype, brca1, brca2, snp array, allele, genetic test, genetic marker, hereditary disease, carrier of the gene, karyotype, exome",
    ),
    score: 0.5,
    source: "GDPR Article 4(13)",
    good: ["her DNA profile matched", "BRCA1 carrier"],
    bad: ["in the DNA of the firm", "a generic test"],
  },
];
