#ifndef WRIT_REPORT_FORMATS_H
#define WRIT_REPORT_FORMATS_H

/*
 * The writers of the formats, one file each; report.c lists them.
 */

#include "report/report.h"

report_writer report_text, report_concise, report_json, report_jsonl, report_sarif, report_junit,
	report_github, report_gitlab, report_rdjsonl;

#endif
