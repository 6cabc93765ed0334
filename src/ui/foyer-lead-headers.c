/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The headings of the list of leads: what a section is and how many leads it has. */

#include "config.h"

#include "foyer-lead-headers.h"

#include "foyer-lead-text.h"

#include <glib/gi18n.h>

struct _FoyerLeadHeaders
{
  GObject parent_instance;

  /* owned */
  GtkListItemFactory *factory;
  FoyerSidebarModel *model;  /* nullable */
  FoyerPicklists *picklists; /* nullable */
  GPtrArray *bound;          /* of borrowed GtkListHeader */
};

G_DEFINE_FINAL_TYPE (FoyerLeadHeaders, foyer_lead_headers, G_TYPE_OBJECT)

static void
update_header (FoyerLeadHeaders *self, GtkListHeader *header)
{
  GtkWidget *box = gtk_list_header_get_child (header);
  guint start = gtk_list_header_get_start (header);
  g_autofree char *title = NULL;
  g_autofree char *count = NULL;
  gboolean is_counted = TRUE;
  guint n_drafts, n_local;

  if (self->model == NULL || start >= g_list_model_get_n_items (G_LIST_MODEL (self->model)))
    return;
  n_drafts = foyer_sidebar_model_get_n_drafts (self->model);
  n_local = foyer_sidebar_model_get_n_local (self->model);
  if (start < n_drafts)
    {
      title = g_strdup (C_ ("heading of the list", "Drafts"));
    }
  else if (start < n_local)
    {
      title = g_strdup (C_ ("heading of the list", "New, Not Sent Yet"));
    }
  else
    {
      FoyerLeadListModel *leads = foyer_sidebar_model_get_leads (self->model);
      FoyerLeadSections sections = foyer_lead_query_get_sections (foyer_lead_list_model_get_query (leads));

      title = foyer_lead_text_section (sections, foyer_lead_list_model_get_section_key (leads, start - n_local),
                                       self->picklists);
      is_counted = foyer_lead_list_model_get_is_complete (leads);
    }
  /* A list grows after its first rows came: until then nobody knows how many there are. */
  count = is_counted ? g_strdup_printf ("%'u", gtk_list_header_get_n_items (header)) : g_strdup ("");
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_first_child (box)), title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_last_child (box)), count);
}

static void
changed_cb (FoyerLeadHeaders *self, GParamSpec *pspec, GtkListHeader *header)
{
  update_header (self, header);
}

static void
setup_cb (FoyerLeadHeaders *self, GtkListHeader *header)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *title = gtk_label_new (NULL);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_label_set_ellipsize (GTK_LABEL (title), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_add_css_class (count, "numeric");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_header_set_child (header, box);
}

static void
bind_cb (FoyerLeadHeaders *self, GtkListHeader *header)
{
  g_ptr_array_add (self->bound, header);
  g_signal_connect_object (header, "notify::n-items", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (header, "notify::start", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  update_header (self, header);
}

static void
unbind_cb (FoyerLeadHeaders *self, GtkListHeader *header)
{
  g_signal_handlers_disconnect_by_data (header, self);
  g_ptr_array_remove (self->bound, header);
}

static void
foyer_lead_headers_dispose (GObject *object)
{
  FoyerLeadHeaders *self = FOYER_LEAD_HEADERS (object);

  foyer_lead_headers_set_model (self, NULL, NULL);
  g_clear_object (&self->factory);
  g_clear_pointer (&self->bound, g_ptr_array_unref);

  G_OBJECT_CLASS (foyer_lead_headers_parent_class)->dispose (object);
}

static void
foyer_lead_headers_class_init (FoyerLeadHeadersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_lead_headers_dispose;
}

static void
foyer_lead_headers_init (FoyerLeadHeaders *self)
{
  self->bound = g_ptr_array_new ();
  self->factory = gtk_signal_list_item_factory_new ();
  g_signal_connect_object (self->factory, "setup", G_CALLBACK (setup_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factory, "bind", G_CALLBACK (bind_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->factory, "unbind", G_CALLBACK (unbind_cb), self, G_CONNECT_SWAPPED);
}

FoyerLeadHeaders *
foyer_lead_headers_new (void)
{
  return g_object_new (FOYER_TYPE_LEAD_HEADERS, NULL);
}

GtkListItemFactory *
foyer_lead_headers_get_factory (FoyerLeadHeaders *self)
{
  return self->factory;
}

/**
 * foyer_lead_headers_set_model:
 * @model: (nullable): what the list shows
 * @picklists: (nullable): the names of its stages
 */
void
foyer_lead_headers_set_model (FoyerLeadHeaders *self, FoyerSidebarModel *model, FoyerPicklists *picklists)
{
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (foyer_sidebar_model_get_leads (self->model), self);
  g_set_object (&self->model, model);
  g_set_object (&self->picklists, picklists);
  if (model != NULL)
    g_signal_connect_object (foyer_sidebar_model_get_leads (model), "notify::is-complete",
                             G_CALLBACK (foyer_lead_headers_update), self, G_CONNECT_SWAPPED);
}

/**
 * foyer_lead_headers_update:
 *
 * Reads everything again: the model and the list do that by themselves, but not the names of stages arriving.
 */
void
foyer_lead_headers_update (FoyerLeadHeaders *self)
{
  for (guint i = 0; i < self->bound->len; i++)
    update_header (self, self->bound->pdata[i]);
}
