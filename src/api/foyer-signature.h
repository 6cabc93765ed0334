/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define FOYER_CONTENT_TYPE "application/json"
#define FOYER_API_VERSION  "1.0"

char *foyer_signature_md5 (GBytes *body);
char *foyer_signature_format_date (gint64 unix_time);
char *foyer_signature_string_to_sign (const char *body_md5, const char *request_uri, const char *ivvy_date);
char *foyer_signature_sign (const char *secret, const char *string_to_sign);

G_END_DECLS
