/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A server on its own thread that hands requests on to another one, and does to chosen ones what networks and platforms
 * do. */
typedef enum
{
  RELAY_PASSES,
  RELAY_LOSES_REPLY,   /* handed on, and the connection is closed instead of the reply */
  RELAY_LOSES_REQUEST, /* not handed on, and the connection is closed */
  RELAY_HOLDS,         /* handed on, and the reply never comes */
  RELAY_ANSWERS,       /* not handed on: the answer is the given text */
} RelayRule;

typedef struct _Relay Relay;

Relay *relay_new (const char *target);
void relay_free (Relay *self);
const char *relay_get_address (Relay *self);

/* action: the query's, such as "getLeadList"; NULL: every one that has no rule of its own. */
void relay_set_rule (Relay *self, const char *action, RelayRule rule, guint status, const char *answer);
/* The rule of that action strikes only requests whose body holds the text. */
void relay_narrow_rule (Relay *self, const char *action, const char *text);
/* The replies to that action come so much later. */
void relay_set_delay (Relay *self, const char *action, guint milliseconds);
/* Whether anybody listens; who is connected is thrown out. */
void relay_set_listens (Relay *self, gboolean listens);
guint relay_count (Relay *self, const char *action);
char *relay_dup_last_body (Relay *self, const char *action);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Relay, relay_free)

G_END_DECLS
