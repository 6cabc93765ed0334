/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All picklists of an account, one of each kind. */

#include "foyer-picklists.h"

struct _FoyerPicklists
{
  GObject parent_instance;

  FoyerPicklist *lists[FOYER_N_PICKLISTS]; /* owned; none at FOYER_PICKLIST_NONE */
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerPicklists, foyer_picklists, G_TYPE_OBJECT)

static void
items_changed_cb (FoyerPicklist *list, guint position, guint removed, guint added, FoyerPicklists *self)
{
  g_signal_emit (self, signals[CHANGED], 0, list);
}

static void
foyer_picklists_finalize (GObject *object)
{
  FoyerPicklists *self = FOYER_PICKLISTS (object);

  for (guint kind = FOYER_PICKLIST_NONE + 1; kind < FOYER_N_PICKLISTS; kind++)
    {
      g_signal_handlers_disconnect_by_data (self->lists[kind], self);
      g_object_unref (self->lists[kind]);
    }
  G_OBJECT_CLASS (foyer_picklists_parent_class)->finalize (object);
}

static void
foyer_picklists_class_init (FoyerPicklistsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_picklists_finalize;

  /**
   * FoyerPicklists::changed:
   * @list: the one whose items changed
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, FOYER_TYPE_PICKLIST);
}

static void
foyer_picklists_init (FoyerPicklists *self)
{
  for (guint kind = FOYER_PICKLIST_NONE + 1; kind < FOYER_N_PICKLISTS; kind++)
    {
      self->lists[kind] = foyer_picklist_new (kind);
      g_signal_connect (self->lists[kind], "items-changed", G_CALLBACK (items_changed_cb), self);
    }
}

/**
 * foyer_picklists_new:
 *
 * Returns: (transfer full): one empty list of each kind
 */
FoyerPicklists *
foyer_picklists_new (void)
{
  return g_object_new (FOYER_TYPE_PICKLISTS, NULL);
}

/**
 * foyer_picklists_get:
 * @kind: any but `FOYER_PICKLIST_NONE`
 *
 * Returns: (transfer none): the list of that kind, the same for the life of @self
 */
FoyerPicklist *
foyer_picklists_get (FoyerPicklists *self, FoyerPicklistKind kind)
{
  g_return_val_if_fail (FOYER_IS_PICKLISTS (self), NULL);
  g_return_val_if_fail (kind > FOYER_PICKLIST_NONE && kind < FOYER_N_PICKLISTS, NULL);

  return self->lists[kind];
}
