/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the sidebar lists: the drafts on top and the new leads that wait below them, each a section of its own, then the
 * leads of the mirror in theirs. It keeps nothing itself. */

#include "config.h"

#include "foyer-sidebar-model.h"

#include "foyer-lead-row.h"

struct _FoyerSidebarModel
{
  GObject parent_instance;

  /* owned */
  GListModel *drafts;  /* of FoyerDraft */
  GListModel *pending; /* of FoyerOutboxRow */
  FoyerLeadListModel *leads;
};

/* Drafts and what waits: what only this computer has. */
static guint
get_n_local (FoyerSidebarModel *self)
{
  return g_list_model_get_n_items (self->drafts) + g_list_model_get_n_items (self->pending);
}

static GType
get_item_type (GListModel *model)
{
  return G_TYPE_OBJECT;
}

static guint
get_n_items (GListModel *model)
{
  FoyerSidebarModel *self = FOYER_SIDEBAR_MODEL (model);

  return get_n_local (self) + g_list_model_get_n_items (G_LIST_MODEL (self->leads));
}

static gpointer
get_item (GListModel *model, guint position)
{
  FoyerSidebarModel *self = FOYER_SIDEBAR_MODEL (model);
  guint n_drafts = g_list_model_get_n_items (self->drafts);
  guint n_local = get_n_local (self);

  if (position < n_drafts)
    return g_list_model_get_item (self->drafts, position);
  if (position < n_local)
    return g_list_model_get_item (self->pending, position - n_drafts);
  return g_list_model_get_item (G_LIST_MODEL (self->leads), position - n_local);
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

static void
get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  FoyerSidebarModel *self = FOYER_SIDEBAR_MODEL (model);
  guint n_drafts = g_list_model_get_n_items (self->drafts);
  guint n_local = get_n_local (self);
  guint n_items = get_n_items (G_LIST_MODEL (self));

  if (position < n_drafts)
    {
      *start = 0;
      *end = n_drafts;
    }
  else if (position < n_local)
    {
      *start = n_drafts;
      *end = n_local;
    }
  else if (position < n_items)
    {
      foyer_lead_list_model_get_section (self->leads, position - n_local, start, end);
      *start += n_local;
      *end += n_local;
    }
  else
    {
      *start = n_items;
      *end = G_MAXUINT;
    }
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = get_section;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FoyerSidebarModel,
                               foyer_sidebar_model,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL, section_model_init))

static void
drafts_changed_cb (FoyerSidebarModel *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), position, removed, added);
}

static void
pending_changed_cb (FoyerSidebarModel *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), g_list_model_get_n_items (self->drafts) + position, removed, added);
}

static void
leads_changed_cb (FoyerSidebarModel *self, guint position, guint removed, guint added)
{
  g_list_model_items_changed (G_LIST_MODEL (self), get_n_local (self) + position, removed, added);
}

static void
sections_changed_cb (FoyerSidebarModel *self, guint position, guint n_items)
{
  if (n_items > 0)
    gtk_section_model_sections_changed (GTK_SECTION_MODEL (self), get_n_local (self) + position, n_items);
}

static void
foyer_sidebar_model_finalize (GObject *object)
{
  FoyerSidebarModel *self = FOYER_SIDEBAR_MODEL (object);

  g_clear_object (&self->drafts);
  g_clear_object (&self->pending);
  g_clear_object (&self->leads);

  G_OBJECT_CLASS (foyer_sidebar_model_parent_class)->finalize (object);
}

static void
foyer_sidebar_model_class_init (FoyerSidebarModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_sidebar_model_finalize;
}

static void
foyer_sidebar_model_init (FoyerSidebarModel *self)
{
}

/**
 * foyer_sidebar_model_new:
 * @drafts: a list of FoyerDraft
 * @pending: a list of FoyerOutboxRow: new leads that wait
 * @leads: the leads below them
 */
FoyerSidebarModel *
foyer_sidebar_model_new (GListModel *drafts, GListModel *pending, FoyerLeadListModel *leads)
{
  FoyerSidebarModel *self = g_object_new (FOYER_TYPE_SIDEBAR_MODEL, NULL);

  self->drafts = g_object_ref (drafts);
  self->pending = g_object_ref (pending);
  self->leads = g_object_ref (leads);
  g_signal_connect_object (drafts, "items-changed", G_CALLBACK (drafts_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (pending, "items-changed", G_CALLBACK (pending_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (leads, "items-changed", G_CALLBACK (leads_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (leads, "sections-changed", G_CALLBACK (sections_changed_cb), self, G_CONNECT_SWAPPED);
  return self;
}

FoyerLeadListModel *
foyer_sidebar_model_get_leads (FoyerSidebarModel *self)
{
  return self->leads;
}

guint
foyer_sidebar_model_get_n_drafts (FoyerSidebarModel *self)
{
  return g_list_model_get_n_items (self->drafts);
}

/**
 * foyer_sidebar_model_get_n_local:
 *
 * Returns: how many rows there are before the leads of the mirror: the drafts and what waits
 */
guint
foyer_sidebar_model_get_n_local (FoyerSidebarModel *self)
{
  return get_n_local (self);
}

/**
 * foyer_sidebar_model_find_local:
 * @uuid: (nullable): of a lead that may be a draft or wait
 * @platform_id: its id there, or 0
 *
 * A lead that is being changed has its draft here, and its own row below.
 *
 * Returns: the position of its draft, or of where it waits; or %GTK_INVALID_LIST_POSITION
 */
guint
foyer_sidebar_model_find_local (FoyerSidebarModel *self, const char *uuid, gint64 platform_id)
{
  guint n_local = get_n_local (self);

  for (guint i = 0; i < n_local; i++)
    {
      g_autoptr (GObject) item = get_item (G_LIST_MODEL (self), i);
      const char *item_uuid;
      gint64 item_id;

      foyer_lead_row_identify (item, &item_uuid, &item_id);
      if ((platform_id != 0 && item_id == platform_id) || (uuid != NULL && g_strcmp0 (uuid, item_uuid) == 0))
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/**
 * foyer_sidebar_model_find_lead:
 * @platform_id: of a lead there, or 0
 *
 * Returns: the position of the lead's own row, or %GTK_INVALID_LIST_POSITION when the mirror's list does not have it
 */
guint
foyer_sidebar_model_find_lead (FoyerSidebarModel *self, gint64 platform_id)
{
  guint position;

  if (platform_id == 0 || !foyer_lead_list_model_find (self->leads, platform_id, &position))
    return GTK_INVALID_LIST_POSITION;
  return get_n_local (self) + position;
}

/**
 * foyer_sidebar_model_get_lead_id:
 *
 * Returns: the id of the lead whose own row is at @position; 0 for a draft or what waits, and where there is none
 */
gint64
foyer_sidebar_model_get_lead_id (FoyerSidebarModel *self, guint position)
{
  guint n_local = get_n_local (self);

  return position >= n_local ? foyer_lead_list_model_get_id (self->leads, position - n_local) : 0;
}
