/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One search at a time: a newer one, or a newer keystroke, cancels the older, so that what is found is always for the
 * newest text. */

#include "config.h"

#include "foyer-party-search.h"

#define TYPING_PAUSE_MS 150
#define MAX_FOUND       20

struct _FoyerPartySearch
{
  GObject parent_instance;

  FoyerSession *session;     /* owned, nullable */
  GCancellable *cancellable; /* owned, nullable: of the search that runs */
  char *text;                /* owned, nullable: what waits for a pause */
  guint timeout;
  gint64 company_id;
  FoyerPartyKind kind;
};

enum
{
  FOUND,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerPartySearch, foyer_party_search, G_TYPE_OBJECT)

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerPartySearch) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parties = foyer_session_search_parties_finish (FOYER_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session != FOYER_SESSION (source))
    return;
  g_clear_object (&self->cancellable);
  g_signal_emit (self, signals[FOUND], 0, parties, error);
}

static void
typing_paused_cb (gpointer user_data)
{
  FoyerPartySearch *self = user_data;
  g_autofree char *text = g_steal_pointer (&self->text);

  self->timeout = 0;
  foyer_party_search_now (self, self->kind, text, self->company_id);
}

static void
foyer_party_search_dispose (GObject *object)
{
  FoyerPartySearch *self = FOYER_PARTY_SEARCH (object);

  foyer_party_search_stop (self);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (foyer_party_search_parent_class)->dispose (object);
}

static void
foyer_party_search_class_init (FoyerPartySearchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_party_search_dispose;

  /**
   * FoyerPartySearch::found:
   * @parties: (nullable) (element-type FoyerParty): what was found
   * @error: (nullable): why nothing could be
   */
  signals[FOUND] = g_signal_new ("found", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 2, G_TYPE_PTR_ARRAY, G_TYPE_ERROR);
}

static void
foyer_party_search_init (FoyerPartySearch *self)
{
}

FoyerPartySearch *
foyer_party_search_new (void)
{
  return g_object_new (FOYER_TYPE_PARTY_SEARCH, NULL);
}

FoyerSession *
foyer_party_search_get_session (FoyerPartySearch *self)
{
  g_return_val_if_fail (FOYER_IS_PARTY_SEARCH (self), NULL);
  return self->session;
}

/**
 * foyer_party_search_set_session:
 * @session: (nullable): where to search; without one nothing is found, and nothing told
 *
 * Returns: whether it is another one
 */
gboolean
foyer_party_search_set_session (FoyerPartySearch *self, FoyerSession *session)
{
  g_return_val_if_fail (FOYER_IS_PARTY_SEARCH (self), FALSE);

  if (self->session == session)
    return FALSE;
  foyer_party_search_stop (self);
  return g_set_object (&self->session, session);
}

/**
 * foyer_party_search_now:
 * @text: what to look for; "" for the ones used last
 * @company_id: only its people; 0: any
 */
void
foyer_party_search_now (FoyerPartySearch *self, FoyerPartyKind kind, const char *text, gint64 company_id)
{
  g_return_if_fail (FOYER_IS_PARTY_SEARCH (self));

  foyer_party_search_stop (self);
  if (self->session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  foyer_session_search_parties_async (self->session, kind, text, company_id, MAX_FOUND, self->cancellable, searched_cb,
                                      g_object_ref (self));
}

/**
 * foyer_party_search_at_pause:
 *
 * Searches once nothing more was typed for a moment.
 */
void
foyer_party_search_at_pause (FoyerPartySearch *self, FoyerPartyKind kind, const char *text, gint64 company_id)
{
  g_return_if_fail (FOYER_IS_PARTY_SEARCH (self));

  foyer_party_search_stop (self);
  self->kind = kind;
  self->company_id = company_id;
  self->text = g_strdup (text);
  self->timeout = g_timeout_add_once (TYPING_PAUSE_MS, typing_paused_cb, self);
}

void
foyer_party_search_stop (FoyerPartySearch *self)
{
  g_return_if_fail (FOYER_IS_PARTY_SEARCH (self));

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_clear_pointer (&self->text, g_free);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}
