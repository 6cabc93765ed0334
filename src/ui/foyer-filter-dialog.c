/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How leads are sorted, grouped and filtered. What is chosen holds at once: there is nothing to apply. */

#include "config.h"

#include "foyer-filter-dialog.h"

#include "foyer-filter-dates.h"
#include "foyer-plain-row.h"
#include "foyer-row-names.h"

#include <glib/gi18n.h>

struct _FoyerFilterDialog
{
  AdwDialog parent_instance;

  /* owned */
  FoyerPicklists *picklists;
  FoyerLeadQuery *query;
  gboolean showing; /* the rows are being set from the query */

  /* children */
  AdwToastOverlay *toasts;
  AdwPreferencesPage *page;
  AdwComboRow *sort_row;
  AdwComboRow *sections_row;
  AdwSwitchRow *ascending_row;
  AdwSwitchRow *pending_row;
  AdwExpanderRow *field_rows[FOYER_N_WRITTEN_FIELDS];
  GPtrArray *checks[FOYER_N_WRITTEN_FIELDS]; /* owned; of borrowed GtkCheckButton; NULL until the row is expanded */
  FoyerFilterDates *dates;
  AdwPreferencesGroup *saved_group;
  GPtrArray *saved_rows; /* owned; of borrowed GtkWidget */
  GtkWidget *clear_button;
};

enum
{
  CHANGED,
  SAVE,
  RENAME,
  REMOVE,
  RESTORE,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerFilterDialog, foyer_filter_dialog, ADW_TYPE_DIALOG)

/* What leads are sorted by and has no picklist; what has one is called as in the form. */
static const char *const sort_names[FOYER_N_LEAD_SORTS] = {
  [FOYER_LEAD_SORT_CREATED] = NC_ ("sort leads by", "Date Created"),
  [FOYER_LEAD_SORT_MODIFIED] = NC_ ("sort leads by", "Date Changed"),
  [FOYER_LEAD_SORT_NAME] = NC_ ("sort leads by", "Name"),
  [FOYER_LEAD_SORT_PARTY] = NC_ ("sort leads by", "Company or Person"),
};
/* In the order of FoyerLeadSections. */
static const char *const section_names[] = {
  NC_ ("group leads by", "Nothing"),
  NC_ ("group leads by", "Stage"),
  NC_ ("group leads by", "Date"),
};

static const char *
get_sort_name (guint sort)
{
  FoyerLeadField field = foyer_lead_sort_get_field (sort);

  if (field == FOYER_LEAD_NO_FIELD)
    return g_dpgettext2 (NULL, "sort leads by", sort_names[sort]);
  return g_dpgettext2 (NULL, FOYER_LEAD_FIELD_CONTEXT, foyer_lead_field_get_info (field)->label);
}

static const char *
get_section_name (guint sections)
{
  return g_dpgettext2 (NULL, "group leads by", section_names[sections]);
}

static char *
describe_ids (FoyerFilterDialog *self, FoyerLeadField field)
{
  FoyerPicklist *list = foyer_picklists_get (self->picklists, foyer_lead_field_get_info (field)->picklist);
  GArray *ids = foyer_lead_query_get_ids (self->query, field);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; ids != NULL && i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      FoyerPicklistItem *item = foyer_picklist_lookup (list, id);

      if (text->len > 0)
        g_string_append (text, C_ ("between chosen items", ", "));
      if (id == 0)
        g_string_append (text, C_ ("filter", "Not chosen"));
      else if (item != NULL)
        g_string_append (text, foyer_picklist_item_get_title (item));
      else
        g_string_append_printf (text, "%" G_GINT64_FORMAT, id);
    }
  if (text->len == 0)
    g_string_assign (text, C_ ("filter", "Any"));
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gint64
check_id (GtkCheckButton *check)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (check), "id");
}

static void
show_field (FoyerFilterDialog *self, FoyerLeadField field)
{
  g_autofree char *text = describe_ids (self, field);

  adw_expander_row_set_subtitle (self->field_rows[field], text);
  for (guint i = 0; self->checks[field] != NULL && i < self->checks[field]->len; i++)
    {
      GtkCheckButton *check = self->checks[field]->pdata[i];

      gtk_check_button_set_active (check, foyer_lead_query_has_id (self->query, field, check_id (check)));
    }
}

static void
show_query (FoyerFilterDialog *self)
{
  self->showing = TRUE;
  adw_combo_row_set_selected (self->sort_row, foyer_lead_query_get_sort (self->query));
  adw_combo_row_set_selected (self->sections_row, foyer_lead_query_get_sections (self->query));
  adw_switch_row_set_active (self->ascending_row, foyer_lead_query_get_ascending (self->query));
  adw_switch_row_set_active (self->pending_row, foyer_lead_query_get_pending (self->query));
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    if (self->field_rows[field] != NULL)
      show_field (self, field);
  foyer_filter_dates_show (self->dates, self->query);
  gtk_widget_set_sensitive (self->clear_button, !foyer_lead_query_is_unfiltered (self->query));
  self->showing = FALSE;
}

static void
query_changed (FoyerFilterDialog *self)
{
  gtk_widget_set_sensitive (self->clear_button, !foyer_lead_query_is_unfiltered (self->query));
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
order_changed_cb (FoyerFilterDialog *self)
{
  if (self->showing)
    return;
  foyer_lead_query_set_sort (self->query, (FoyerLeadSort) adw_combo_row_get_selected (self->sort_row),
                             adw_switch_row_get_active (self->ascending_row));
  foyer_lead_query_set_sections (self->query, (FoyerLeadSections) adw_combo_row_get_selected (self->sections_row));
  query_changed (self);
}

static void
pending_changed_cb (FoyerFilterDialog *self)
{
  if (self->showing)
    return;
  foyer_lead_query_set_pending (self->query, adw_switch_row_get_active (self->pending_row));
  query_changed (self);
}

static void
check_toggled_cb (FoyerFilterDialog *self, GtkCheckButton *check)
{
  FoyerLeadField field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (check), "field"));
  g_autofree char *text = NULL;

  if (self->showing)
    return;
  if (gtk_check_button_get_active (check))
    foyer_lead_query_add_id (self->query, field, check_id (check));
  else
    foyer_lead_query_remove_id (self->query, field, check_id (check));
  text = describe_ids (self, field);
  adw_expander_row_set_subtitle (self->field_rows[field], text);
  query_changed (self);
}

static void
dates_changed_cb (FoyerFilterDialog *self)
{
  foyer_filter_dates_apply (self->dates, self->query);
  query_changed (self);
}

static void
clear_cb (FoyerFilterDialog *self)
{
  g_autoptr (FoyerLeadQuery) all = foyer_lead_query_new ();

  foyer_lead_query_set_sort (all, foyer_lead_query_get_sort (self->query),
                             foyer_lead_query_get_ascending (self->query));
  foyer_lead_query_set_sections (all, foyer_lead_query_get_sections (self->query));
  foyer_filter_dialog_set_query (self, all);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
save_cb (FoyerFilterDialog *self, AdwEntryRow *row)
{
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  gtk_editable_set_text (GTK_EDITABLE (row), "");
  if (*name == '\0')
    return;
  g_signal_emit (self, signals[SAVE], 0, name);
  adw_dialog_close (ADW_DIALOG (self));
}

static void
add_choice (FoyerFilterDialog *self, FoyerLeadField field, gint64 id, const char *title)
{
  GtkWidget *check = gtk_check_button_new ();
  GtkWidget *row = foyer_plain_row_new (title, NULL);

  g_object_set_data (G_OBJECT (check), "field", GUINT_TO_POINTER (field));
  g_object_set_data_full (G_OBJECT (check), "id", g_memdup2 (&id, sizeof id), g_free);
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), foyer_lead_query_has_id (self->query, field, id));
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  g_signal_connect_object (check, "toggled", G_CALLBACK (check_toggled_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_expander_row_add_row (self->field_rows[field], row);
  g_ptr_array_add (self->checks[field], check);
}

/* A list of owners can be long: its rows are made when somebody looks at them. */
static void
expanded_cb (FoyerFilterDialog *self, GParamSpec *pspec, AdwExpanderRow *row)
{
  FoyerLeadField field = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "field"));
  GListModel *items;

  if (self->checks[field] != NULL || !adw_expander_row_get_expanded (row))
    return;
  items = G_LIST_MODEL (foyer_picklists_get (self->picklists, foyer_lead_field_get_info (field)->picklist));
  self->checks[field] = g_ptr_array_new ();
  add_choice (self, field, 0, C_ ("filter", "Not chosen"));
  for (guint i = 0; i < g_list_model_get_n_items (items); i++)
    {
      g_autoptr (FoyerPicklistItem) item = g_list_model_get_item (items, i);

      add_choice (self, field, foyer_picklist_item_get_id (item), foyer_picklist_item_get_title (item));
    }
}

static AdwComboRow *
add_combo (AdwPreferencesGroup *group, const char *title, const char *(*get_name) (guint item), guint n_items)
{
  g_autoptr (GtkStringList) list = gtk_string_list_new (NULL);
  AdwComboRow *row;

  for (guint i = 0; i < n_items; i++)
    gtk_string_list_append (list, get_name (i));
  row = g_object_new (ADW_TYPE_COMBO_ROW, "title", title, NULL);
  foyer_row_names_use_strings (row);
  foyer_row_names_add (ADW_PREFERENCES_ROW (row));
  adw_combo_row_set_model (row, G_LIST_MODEL (list));
  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

static AdwSwitchRow *
add_switch (AdwPreferencesGroup *group, const char *title, const char *subtitle)
{
  AdwSwitchRow *row = g_object_new (ADW_TYPE_SWITCH_ROW, "title", title, "subtitle", subtitle, NULL);

  adw_preferences_group_add (group, GTK_WIDGET (row));
  return row;
}

static AdwPreferencesGroup *
add_group (FoyerFilterDialog *self, const char *title)
{
  AdwPreferencesGroup *group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", title, NULL);

  adw_preferences_page_add (self->page, group);
  return group;
}

static void
add_order (FoyerFilterDialog *self)
{
  /* Translators: a heading in a dialog: how leads are sorted and grouped */
  AdwPreferencesGroup *group = add_group (self, _ ("Order"));

  /* Translators: an entry of a dialog: what leads are sorted by, such as their name */
  self->sort_row = add_combo (group, _ ("Sort By"), get_sort_name, FOYER_N_LEAD_SORTS);
  /* Translators: a switch: whether leads are sorted from the first to the last, such as from A to Z */
  self->ascending_row = add_switch (group, _ ("Ascending"), _ ("Oldest first, or A first"));
  /* Translators: an entry of a dialog: what leads are grouped by, such as their stage */
  self->sections_row = add_combo (group, _ ("Group By"), get_section_name, G_N_ELEMENTS (section_names));
  g_signal_connect_object (self->sort_row, "notify::selected", G_CALLBACK (order_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sections_row, "notify::selected", G_CALLBACK (order_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->ascending_row, "notify::active", G_CALLBACK (order_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

static void
add_filters (FoyerFilterDialog *self)
{
  /* Translators: a heading in a dialog: which leads are listed */
  AdwPreferencesGroup *group = add_group (self, _ ("Show Only"));

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      const FoyerLeadFieldInfo *info = foyer_lead_field_get_info (field);

      if (info->picklist == FOYER_PICKLIST_NONE || !foyer_lead_query_can_filter (field))
        continue;
      self->field_rows[field] = g_object_new (ADW_TYPE_EXPANDER_ROW, "title",
                                              g_dpgettext2 (NULL, FOYER_LEAD_FIELD_CONTEXT, info->label), "use-markup",
                                              FALSE, NULL);
      foyer_row_names_add (ADW_PREFERENCES_ROW (self->field_rows[field]));
      g_object_set_data (G_OBJECT (self->field_rows[field]), "field", GUINT_TO_POINTER (field));
      g_signal_connect_object (self->field_rows[field], "notify::expanded", G_CALLBACK (expanded_cb), self,
                               G_CONNECT_SWAPPED);
      adw_preferences_group_add (group, GTK_WIDGET (self->field_rows[field]));
    }
  self->pending_row = add_switch (group, _ ("With Changes That Wait"), _ ("Saved here and not on the platform yet"));
  g_signal_connect_object (self->pending_row, "notify::active", G_CALLBACK (pending_changed_cb), self,
                           G_CONNECT_SWAPPED);

  self->dates = foyer_filter_dates_new ();
  g_signal_connect_object (self->dates, "changed", G_CALLBACK (dates_changed_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_page_add (self->page, ADW_PREFERENCES_GROUP (self->dates));
}

static void
add_saving (FoyerFilterDialog *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Name of the Filter"), "show-apply-button", TRUE,
                                 NULL);

  foyer_row_names_add (ADW_PREFERENCES_ROW (row));
  self->saved_group = add_group (self, _ ("Filters to Keep"));
  g_signal_connect_object (row, "apply", G_CALLBACK (save_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->saved_group, row);
}

static void
foyer_filter_dialog_dispose (GObject *object)
{
  FoyerFilterDialog *self = FOYER_FILTER_DIALOG (object);

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    g_clear_pointer (&self->checks[field], g_ptr_array_unref);
  g_clear_pointer (&self->saved_rows, g_ptr_array_unref);
  g_clear_pointer (&self->query, foyer_lead_query_free);
  g_clear_object (&self->picklists);

  G_OBJECT_CLASS (foyer_filter_dialog_parent_class)->dispose (object);
}

static void
foyer_filter_dialog_class_init (FoyerFilterDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = foyer_filter_dialog_dispose;

  signals[CHANGED] = g_signal_new ("changed", FOYER_TYPE_FILTER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[SAVE] = g_signal_new ("save", FOYER_TYPE_FILTER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_STRING);
  signals[RENAME] = g_signal_new ("rename", FOYER_TYPE_FILTER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_STRING);
  signals[RESTORE] = g_signal_new ("restore", FOYER_TYPE_FILTER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
  signals[REMOVE] = g_signal_new ("remove", FOYER_TYPE_FILTER_DIALOG, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
foyer_filter_dialog_init (FoyerFilterDialog *self)
{
  GtkWidget *view = adw_toolbar_view_new ();
  GtkWidget *header = adw_header_bar_new ();

  self->saved_rows = g_ptr_array_new ();
  self->toasts = ADW_TOAST_OVERLAY (adw_toast_overlay_new ());
  self->page = ADW_PREFERENCES_PAGE (adw_preferences_page_new ());
  adw_toast_overlay_set_child (self->toasts, GTK_WIDGET (self->page));
  self->clear_button = gtk_button_new_with_mnemonic (C_ ("filter", "_Clear"));
  gtk_widget_set_tooltip_text (self->clear_button, _ ("Show All Leads"));
  g_signal_connect_object (self->clear_button, "clicked", G_CALLBACK (clear_cb), self, G_CONNECT_SWAPPED);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), self->clear_button);
  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), header);
  adw_toolbar_view_set_content (ADW_TOOLBAR_VIEW (view), GTK_WIDGET (self->toasts));

  adw_dialog_set_title (ADW_DIALOG (self), _ ("Sort and Filter"));
  adw_dialog_set_content_width (ADW_DIALOG (self), 420);
  adw_dialog_set_content_height (ADW_DIALOG (self), 640);
  adw_dialog_set_child (ADW_DIALOG (self), view);
}

/**
 * foyer_filter_dialog_new:
 * @picklists: what can be chosen
 * @query: what is chosen now
 */
FoyerFilterDialog *
foyer_filter_dialog_new (FoyerPicklists *picklists, const FoyerLeadQuery *query)
{
  FoyerFilterDialog *self = g_object_new (FOYER_TYPE_FILTER_DIALOG, NULL);

  self->picklists = g_object_ref (picklists);
  self->query = foyer_lead_query_copy (query);
  add_order (self);
  add_filters (self);
  add_saving (self);
  show_query (self);
  return self;
}

const FoyerLeadQuery *
foyer_filter_dialog_get_query (FoyerFilterDialog *self)
{
  g_return_val_if_fail (FOYER_IS_FILTER_DIALOG (self), NULL);

  return self->query;
}

void
foyer_filter_dialog_set_query (FoyerFilterDialog *self, const FoyerLeadQuery *query)
{
  FoyerLeadQuery *copy;

  g_return_if_fail (FOYER_IS_FILTER_DIALOG (self));

  copy = foyer_lead_query_copy (query);
  foyer_lead_query_free (self->query);
  self->query = copy;
  show_query (self);
}

static void
restore_cb (FoyerFilterDialog *self)
{
  g_signal_emit (self, signals[RESTORE], 0);
}

static void
remove_cb (FoyerFilterDialog *self, GtkWidget *button)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (button), "name"));
  g_autofree char *text = NULL;
  AdwToast *toast;

  /* Translators: %s is the name of a filter */
  text = g_strdup_printf (_ ("Filter “%s” removed"), name);
  toast = adw_toast_new (text);
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_button_label (toast, _ ("_Undo"));
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (restore_cb), self, G_CONNECT_SWAPPED);
  /* Only the last one can come back. */
  adw_toast_overlay_dismiss_all (self->toasts);
  g_signal_emit (self, signals[REMOVE], 0, name);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static gboolean
is_taken (FoyerFilterDialog *self, const char *name)
{
  for (guint i = 0; i < self->saved_rows->len; i++)
    if (g_strcmp0 (g_object_get_data (self->saved_rows->pdata[i], "name"), name) == 0)
      return TRUE;
  return FALSE;
}

/* A name that cannot be is put back. */
static void
rename_cb (FoyerFilterDialog *self, AdwEntryRow *row)
{
  g_autofree char *name = g_strdup (g_object_get_data (G_OBJECT (row), "name"));
  g_autofree char *new_name = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (row))));

  if (*new_name == '\0' || is_taken (self, new_name))
    gtk_editable_set_text (GTK_EDITABLE (row), name);
  else
    g_signal_emit (self, signals[RENAME], 0, name, new_name);
}

static void
add_saved (FoyerFilterDialog *self, const char *name)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("user-trash-symbolic");
  GtkWidget *row = g_object_new (ADW_TYPE_ENTRY_ROW, "title", _ ("Name of the Filter"), "text", name,
                                 "show-apply-button", TRUE, NULL);
  g_autofree char *tooltip = NULL;

  /* Translators: %s is the name of a filter */
  tooltip = g_strdup_printf (_ ("Remove %s"), name);
  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  g_object_set_data_full (G_OBJECT (button), "name", g_strdup (name), g_free);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  foyer_row_names_add (ADW_PREFERENCES_ROW (row));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (row, "apply", G_CALLBACK (rename_cb), self, G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  adw_preferences_group_add (self->saved_group, row);
  g_ptr_array_add (self->saved_rows, row);
}

/**
 * foyer_filter_dialog_set_saved:
 * @saved: (nullable): the filters that are kept, of the type `FOYER_SAVED_FILTERS_TYPE`: they can be renamed and
 * removed here
 */
void
foyer_filter_dialog_set_saved (FoyerFilterDialog *self, GVariant *saved)
{
  g_return_if_fail (FOYER_IS_FILTER_DIALOG (self));

  for (guint i = 0; i < self->saved_rows->len; i++)
    adw_preferences_group_remove (self->saved_group, self->saved_rows->pdata[i]);
  g_ptr_array_set_size (self->saved_rows, 0);
  for (gsize i = 0; saved != NULL && i < g_variant_n_children (saved); i++)
    {
      const char *name;

      g_variant_get_child (saved, i, "(&sa{sv})", &name, NULL);
      add_saved (self, name);
    }
}
