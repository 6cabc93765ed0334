/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FoyerErrorCode:
 * @FOYER_ERROR_OFFLINE: nothing left this computer (name, connection): the same again later
 * @FOYER_ERROR_TLS: nothing left this computer, since the other side could not prove who it is
 * @FOYER_ERROR_UNAVAILABLE: the platform did not answer a question, or answered that it cannot now: the same again
 * later
 * @FOYER_ERROR_BUSY: too many requests: the same again, no sooner than foyer_error_get_retry_after() says
 * @FOYER_ERROR_UNCERTAIN: what was sent may have arrived: look before sending it again
 * @FOYER_ERROR_CONFLICT: something on the platform looks like what was sent, and only a person can tell whether it is
 * @FOYER_ERROR_CLOCK: this computer's clock and the platform's are too far apart
 * @FOYER_ERROR_UNAUTHORIZED: the key or the secret is not (any longer) valid
 * @FOYER_ERROR_FORBIDDEN: the key is valid and may not do this
 * @FOYER_ERROR_UNSUPPORTED: there is no such call there: the address is another server's, or the platform has changed
 * @FOYER_ERROR_REFUSED: the platform refused what was sent; the problems say at which field
 * @FOYER_ERROR_GONE: what was asked for or updated is no longer there
 * @FOYER_ERROR_UNREADABLE: what answered does not speak like the platform: a network's log-in page, another server, a
 * damaged reply
 * @FOYER_ERROR_INVALID: what was given cannot be used as it is (an address, an argument, a lead that breaks the rules)
 * @FOYER_ERROR_STORE: the disk did not take or give something
 * @FOYER_ERROR_DISK_FULL: there is no room left for it: make some
 * @FOYER_ERROR_READ_ONLY: the folder or the disk may not be written: mend its permissions
 * @FOYER_ERROR_IN_USE: another Foyer holds the file: close it, or the same again later
 * @FOYER_ERROR_NEWER: a newer Foyer wrote the file: use that one
 * @FOYER_ERROR_DAMAGED: a file of ours is not what we wrote
 * @FOYER_ERROR_KEYRING: there is no keyring, or it stays locked
 * @FOYER_ERROR_NOT_SHOWN: the platform answers, and does not show this one thing: it may be there
 *
 * What went wrong, told by what a person can do about it. That something was cancelled is `G_IO_ERROR_CANCELLED`.
 */
typedef enum
{
  FOYER_ERROR_OFFLINE = 1,
  FOYER_ERROR_TLS,
  FOYER_ERROR_UNAVAILABLE,
  FOYER_ERROR_BUSY,
  FOYER_ERROR_UNCERTAIN,
  FOYER_ERROR_CONFLICT,
  FOYER_ERROR_CLOCK,
  FOYER_ERROR_UNAUTHORIZED,
  FOYER_ERROR_FORBIDDEN,
  FOYER_ERROR_UNSUPPORTED,
  FOYER_ERROR_REFUSED,
  FOYER_ERROR_GONE,
  FOYER_ERROR_UNREADABLE,
  FOYER_ERROR_INVALID,
  FOYER_ERROR_STORE,
  FOYER_ERROR_DISK_FULL,
  FOYER_ERROR_READ_ONLY,
  FOYER_ERROR_IN_USE,
  FOYER_ERROR_NEWER,
  FOYER_ERROR_DAMAGED,
  FOYER_ERROR_KEYRING,
  FOYER_ERROR_NOT_SHOWN,
} FoyerErrorCode;

#define FOYER_TYPE_ERROR_CODE (foyer_error_code_get_type ())
GType foyer_error_code_get_type (void) G_GNUC_CONST;

#define FOYER_ERROR (foyer_error_quark ())
GQuark foyer_error_quark (void);

GError *foyer_error_new (FoyerErrorCode code, const char *format, ...) G_GNUC_PRINTF (2, 3);

gboolean foyer_error_is_about_one_call (const GError *error);

guint foyer_error_get_http_status (const GError *error);
int foyer_error_get_platform_code (const GError *error);
int foyer_error_get_specific_code (const GError *error);
const char *foyer_error_get_platform_words (const GError *error);
void foyer_error_set_platform_answer (
    GError *error, guint http_status, int platform_code, int specific_code, const char *words);

guint foyer_error_get_n_problems (const GError *error);
const char *foyer_error_get_parameter (const GError *error, guint position);
const char *foyer_error_get_problem_words (const GError *error, guint position);
void foyer_error_add_problem (GError *error, const char *parameter, const char *words);

gint64 foyer_error_get_retry_after (const GError *error);
void foyer_error_set_retry_after (GError *error, gint64 seconds);
gint64 foyer_error_get_believed_after (const GError *error);
void foyer_error_set_believed_after (GError *error, gint64 unix_time);
gint64 foyer_error_get_platform_id (const GError *error);
void foyer_error_set_platform_id (GError *error, gint64 platform_id);

G_END_DECLS
