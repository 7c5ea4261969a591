import type { Condition, SettingPaths } from "./schema.ts";

/*
 * Conditions that many rows share. Terraform writes settings in snake case, CloudFormation in Pascal case, ARM under
 * `properties`: where one row speaks of several, its paths stand side by side and the first that is there counts.
 */

/** Nobody set it. */
export const unset = (...setting: readonly string[]): Condition => ({ setting, absent: true });

/** It has one of the values. */
export const is = (setting: SettingPaths, ...values: readonly (string | number | boolean)[]): Condition => ({ setting, is: values });

/** It has another value, or none. */
export const isNot = (setting: SettingPaths, ...values: readonly (string | number | boolean)[]): Condition => ({ setting, isNot: values });

/** Addresses that stand for the whole internet. */
export const ANYWHERE = ["0.0.0.0/0", "::/0", "*", "Internet", "Any", "0.0.0.0"] as const;
