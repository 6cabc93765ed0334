/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One search at a time: a newer one, or a newer keystroke, cancels the older, so that what is found is always for the
 * newest text. What this desk has is told at once; the platform is asked for what is missing. */

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
  FOUND_MORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerPartySearch, foyer_party_search, G_TYPE_OBJECT)

typedef struct
{
  /* owned */
  FoyerPartySearch *search;
  GCancellable *cancellable;
  char *text;

  FoyerPartyKind kind;
  gint64 company_id;
  guint n_known; /* so many are told already */
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_object_unref (wanted->search);
  g_object_unref (wanted->cancellable);
  g_free (wanted->text);
  g_free (wanted);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Wanted, wanted_free)

static void
searched_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wanted) wanted = user_data;
  FoyerPartySearch *self = wanted->search;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parties = foyer_session_search_parties_finish (FOYER_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable != wanted->cancellable)
    return;
  g_clear_object (&self->cancellable);
  if (wanted->n_known == 0)
    g_signal_emit (self, signals[FOUND], 0, parties, error);
  else if (parties != NULL)
    g_signal_emit (self, signals[FOUND_MORE], 0, parties);
}

static void
known_listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Wanted) wanted = user_data;
  FoyerPartySearch *self = wanted->search;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) parties = foyer_session_search_parties_finish (FOYER_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->cancellable != wanted->cancellable)
    return;
  wanted->n_known = parties != NULL ? parties->len : 0;
  if (wanted->n_known > 0)
    g_signal_emit (self, signals[FOUND], 0, parties, NULL);
  /* Who heard of them may have chosen one. */
  if (self->cancellable != wanted->cancellable)
    return;
  if (wanted->n_known >= MAX_FOUND)
    {
      g_clear_object (&self->cancellable);
      return;
    }
  foyer_session_search_parties_async (self->session, wanted->kind, wanted->text, wanted->company_id, MAX_FOUND,
                                      wanted->cancellable, searched_cb, wanted);
  g_steal_pointer (&wanted);
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
  /**
   * FoyerPartySearch::found-more:
   * @parties: (element-type FoyerParty): what was found with the platform's help, among it what was told before
   *
   * After `found`, where the desk alone had less than is shown.
   */
  signals[FOUND_MORE] = g_signal_new ("found-more", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 1, G_TYPE_PTR_ARRAY);
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
  Wanted *wanted;

  g_return_if_fail (FOYER_IS_PARTY_SEARCH (self));

  foyer_party_search_stop (self);
  if (self->session == NULL)
    return;
  self->cancellable = g_cancellable_new ();
  wanted = g_new0 (Wanted, 1);
  wanted->search = g_object_ref (self);
  wanted->cancellable = g_object_ref (self->cancellable);
  wanted->text = g_strdup (text);
  wanted->kind = kind;
  wanted->company_id = company_id;
  foyer_session_list_known_parties_async (self->session, kind, text, company_id, MAX_FOUND, self->cancellable,
                                          known_listed_cb, wanted);
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
