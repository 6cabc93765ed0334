/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A desk: folders of its own and a foyer-sandbox of its own, on which foyer-cli is run as a person or a script would.
 */
typedef struct _Desk Desk;

/* How one call of foyer-cli ended. signal_number: 0 unless a signal ended it. */
typedef struct
{
  int status;
  int signal_number;
  char *out;
  char *err;
} Outcome;

#define DESK_KEY    "sample"
#define DESK_SECRET "sample-secret"

Desk *desk_new (void);
void desk_free (Desk *self);
void desk_start_sandbox (Desk *self);
void desk_stop_sandbox (Desk *self);
const char *desk_get_address (Desk *self);
const char *desk_get_folder (Desk *self);
void desk_set_address (Desk *self, const char *address); /* of what stands before the sandbox */

/* NULL: not in the environment. */
void desk_set_secret (Desk *self, const char *secret);

/* line: what follows "foyer-cli --address ... --key ...", read as a shell would. */
GSubprocess *desk_spawn (Desk *self, const char *line);
/* input: a file descriptor for standard input, taken; negative for a pipe. */
GSubprocess *desk_spawn_at (Desk *self, const char *line, int input);
Outcome *desk_finish (GSubprocess *process, const char *input);
Outcome *desk_run (Desk *self, const char *line);
/* Without address and key. */
Outcome *desk_run_bare (Desk *self, const char *line, const char *input);
Outcome *desk_run_shell (Desk *self, const char *script, const char *input);
void outcome_free (Outcome *self);

/* The commits, one JSON object a line; the first is number 0. */
guint desk_count_commits (Desk *self);
char *desk_dup_commit (Desk *self, guint number);

JsonObject *desk_parse (const char *text);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Desk, desk_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Outcome, outcome_free)

/* Says all that was printed when it is not so. */
#define assert_status(outcome, expected)                                                                               \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    if ((outcome)->signal_number != 0 || (outcome)->status != (expected))                                              \
      g_error ("%s:%d: exit status %d, signal %d, not %d\n%s\n%s", __FILE__, __LINE__, (outcome)->status,              \
               (outcome)->signal_number, (expected), (outcome)->out, (outcome)->err);                                  \
  }                                                                                                                    \
  G_STMT_END
#define assert_has(text, part)                                                                                         \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    if (strstr ((text), (part)) == NULL)                                                                               \
      g_error ("%s:%d: “%s” is not in:\n%s", __FILE__, __LINE__, (part), (text));                                      \
  }                                                                                                                    \
  G_STMT_END

G_END_DECLS
