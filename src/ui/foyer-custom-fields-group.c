/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lead's custom fields, a row each. The platform publishes no list of them: a person knows their numbers and gives
 * them names. A row that was added and is still empty is not in the lead yet. */

#include "config.h"

#include "foyer-custom-fields-group.h"

#include "foyer-announce.h"
#include "foyer-custom-field-row.h"
#include "foyer-field-mark.h"

#include <glib/gi18n.h>

struct _FoyerCustomFieldsGroup
{
  AdwPreferencesGroup parent_instance;

  FoyerCustomFields *fields; /* owned, nullable */
  FoyerLeadEdit *edit;       /* owned, nullable */
  FoyerSession *session;     /* owned, nullable */
  GPtrArray *rows;           /* owned, of borrowed FoyerCustomFieldRow, ascending by number */
  gint64 offered;
  gboolean updating;

  GtkWidget *add_row;        /* template */
  GtkPopover *popover;       /* template */
  GtkBox *known_box;         /* template */
  GtkEditable *number_entry; /* template */
  GtkWidget *number_problem; /* template */
  GtkEditable *name_entry;   /* template */
  FoyerFieldMark *mark;      /* template */
};

enum
{
  PROP_CUSTOM_FIELDS = 1,
  PROP_EDIT,
  PROP_SESSION,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (FoyerCustomFieldsGroup, foyer_custom_fields_group, ADW_TYPE_PREFERENCES_GROUP)

static const char *
get_name (FoyerCustomFieldsGroup *self, gint64 number)
{
  return self->session != NULL ? foyer_session_get_custom_field_name (self->session, number) : NULL;
}

static guint
find_row (FoyerCustomFieldsGroup *self, gint64 number)
{
  guint i = 0;

  while (i < self->rows->len && foyer_custom_field_row_get_number (self->rows->pdata[i]) < number)
    i++;
  return i;
}

static void
take_fields (FoyerCustomFieldsGroup *self, FoyerCustomFields *fields)
{
  g_clear_pointer (&self->fields, foyer_custom_fields_unref);
  self->fields = fields;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CUSTOM_FIELDS]);
}

static void
value_changed_cb (FoyerCustomFieldRow *row, FoyerCustomFieldsGroup *self)
{
  if (!self->updating)
    take_fields (self, foyer_custom_fields_with (self->fields, foyer_custom_field_row_get_number (row),
                                                 gtk_editable_get_text (GTK_EDITABLE (row))));
}

static void
renamed_cb (FoyerCustomFieldRow *row, const char *name, FoyerCustomFieldsGroup *self)
{
  if (self->session != NULL)
    foyer_session_set_custom_field_name (self->session, foyer_custom_field_row_get_number (row), name);
}

static void
drop_row (FoyerCustomFieldsGroup *self, guint position)
{
  GtkWidget *row = self->rows->pdata[position];

  g_ptr_array_remove_index (self->rows, position);
  gtk_list_box_remove (GTK_LIST_BOX (gtk_widget_get_parent (self->add_row)), row);
}

/* Custom fields that were not known before any was added are not known again when the last one goes: nothing was
 * emptied. */
static void
forget_if_none (FoyerCustomFieldsGroup *self)
{
  FoyerLead *base = self->edit != NULL ? foyer_lead_edit_get_base (self->edit) : NULL;

  if (foyer_custom_fields_get_n (self->fields) == 0 && base != NULL
      && !foyer_lead_is_known (base, FOYER_LEAD_CUSTOM_FIELDS))
    foyer_lead_edit_revert_field (self->edit, FOYER_LEAD_CUSTOM_FIELDS);
}

static void
removed_cb (FoyerCustomFieldRow *row, FoyerCustomFieldsGroup *self)
{
  gint64 number = foyer_custom_field_row_get_number (row);

  drop_row (self, find_row (self, number));
  gtk_widget_grab_focus (self->add_row);
  if (foyer_custom_fields_lookup (self->fields, number) == NULL)
    return;
  take_fields (self, foyer_custom_fields_without (self->fields, number));
  forget_if_none (self);
}

static FoyerCustomFieldRow *
ensure_row (FoyerCustomFieldsGroup *self, gint64 number)
{
  guint position = find_row (self, number);
  FoyerCustomFieldRow *row = NULL;

  if (position < self->rows->len && foyer_custom_field_row_get_number (self->rows->pdata[position]) == number)
    return self->rows->pdata[position];

  row = foyer_custom_field_row_new (number, get_name (self, number));
  g_signal_connect (row, "changed", G_CALLBACK (value_changed_cb), self);
  g_signal_connect (row, "renamed", G_CALLBACK (renamed_cb), self);
  g_signal_connect (row, "removed", G_CALLBACK (removed_cb), self);
  g_ptr_array_insert (self->rows, (int) position, row);
  gtk_list_box_insert (GTK_LIST_BOX (gtk_widget_get_parent (self->add_row)), GTK_WIDGET (row), (int) position);
  return row;
}

static void
update_rows (FoyerCustomFieldsGroup *self)
{
  self->updating = TRUE;
  for (guint i = self->rows->len; i > 0; i--)
    {
      FoyerCustomFieldRow *row = self->rows->pdata[i - 1];

      if (foyer_custom_fields_lookup (self->fields, foyer_custom_field_row_get_number (row)) == NULL)
        drop_row (self, i - 1);
    }
  for (guint i = 0; i < foyer_custom_fields_get_n (self->fields); i++)
    {
      FoyerCustomFieldRow *row = ensure_row (self, foyer_custom_fields_get_number (self->fields, i));
      const char *value = foyer_custom_fields_get_value (self->fields, i);

      if (g_strcmp0 (gtk_editable_get_text (GTK_EDITABLE (row)), value) != 0)
        gtk_editable_set_text (GTK_EDITABLE (row), value);
    }
  self->updating = FALSE;
}

static gint64
get_typed_number (FoyerCustomFieldsGroup *self)
{
  guint64 number = 0;

  if (!g_ascii_string_to_unsigned (gtk_editable_get_text (self->number_entry), 10, 1, G_MAXINT64, &number, NULL))
    return 0;
  return (gint64) number;
}

static void
show_number_problem (FoyerCustomFieldsGroup *self, gboolean is_wrong)
{
  GtkAccessible *entry = GTK_ACCESSIBLE (self->number_entry);

  gtk_widget_set_visible (self->number_problem, is_wrong);
  if (is_wrong)
    {
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      gtk_accessible_update_state (entry, GTK_ACCESSIBLE_STATE_INVALID, GTK_ACCESSIBLE_INVALID_TRUE, -1);
      gtk_accessible_update_relation (entry, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->number_problem, NULL, -1);
      foyer_announce (GTK_WIDGET (entry), gtk_label_get_label (GTK_LABEL (self->number_problem)));
    }
  else
    {
      gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
      gtk_accessible_reset_state (entry, GTK_ACCESSIBLE_STATE_INVALID);
      gtk_accessible_reset_relation (entry, GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE);
    }
}

static void
number_left_cb (FoyerCustomFieldsGroup *self)
{
  if (*gtk_editable_get_text (self->number_entry) != '\0' && get_typed_number (self) == 0)
    show_number_problem (self, TRUE);
}

static void
number_changed_cb (FoyerCustomFieldsGroup *self)
{
  gint64 number = get_typed_number (self);
  const char *name = number > 0 ? get_name (self, number) : NULL;

  show_number_problem (self, FALSE);
  if (name != NULL)
    gtk_editable_set_text (self->name_entry, name);
}

static void
add_clicked_cb (FoyerCustomFieldsGroup *self)
{
  gint64 number = get_typed_number (self);
  g_autofree char *name = g_strstrip (g_strdup (gtk_editable_get_text (self->name_entry)));

  if (number == 0)
    {
      show_number_problem (self, TRUE);
      gtk_widget_grab_focus (GTK_WIDGET (self->number_entry));
      return;
    }
  gtk_popover_popdown (self->popover);
  foyer_custom_fields_group_add_field (self, number, *name != '\0' ? name : NULL);
}

static void
known_clicked_cb (GtkButton *button, FoyerCustomFieldsGroup *self)
{
  gint64 *number = g_object_get_data (G_OBJECT (button), "foyer-number");

  gtk_popover_popdown (self->popover);
  foyer_custom_fields_group_add_field (self, *number, NULL);
}

/* The fields that have a name on this desk and are not in the lead yet. */
static void
popover_shown_cb (FoyerCustomFieldsGroup *self)
{
  g_autoptr (GArray) numbers = NULL;
  GtkWidget *child = NULL;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->known_box))) != NULL)
    gtk_box_remove (self->known_box, child);
  gtk_editable_set_text (self->number_entry, "");
  show_number_problem (self, FALSE);
  gtk_editable_set_text (self->name_entry, "");
  if (self->session == NULL)
    return;

  numbers = foyer_session_get_custom_field_numbers (self->session);
  for (guint i = 0; i < numbers->len; i++)
    {
      gint64 number = g_array_index (numbers, gint64, i);
      GtkWidget *button = NULL;

      if (foyer_custom_fields_group_get_row (self, number) != NULL)
        continue;
      button = gtk_button_new_with_label (get_name (self, number));
      gtk_widget_add_css_class (button, "flat");
      gtk_widget_set_halign (gtk_button_get_child (GTK_BUTTON (button)), GTK_ALIGN_START);
      g_object_set_data_full (G_OBJECT (button), "foyer-number", g_memdup2 (&number, sizeof number), g_free);
      g_signal_connect (button, "clicked", G_CALLBACK (known_clicked_cb), self);
      gtk_box_append (self->known_box, button);
    }
}

static void
add_activated_cb (FoyerCustomFieldsGroup *self)
{
  gtk_popover_popup (self->popover);
}

static void
offer_taken_cb (FoyerCustomFieldsGroup *self)
{
  foyer_custom_fields_group_add_field (self, self->offered, NULL);
}

static void
foyer_custom_fields_group_dispose (GObject *object)
{
  FoyerCustomFieldsGroup *self = FOYER_CUSTOM_FIELDS_GROUP (object);

  g_clear_object (&self->session);
  g_clear_object (&self->edit);
  if (self->popover != NULL)
    gtk_widget_unparent (GTK_WIDGET (self->popover));
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_CUSTOM_FIELDS_GROUP);
  G_OBJECT_CLASS (foyer_custom_fields_group_parent_class)->dispose (object);
}

static void
foyer_custom_fields_group_finalize (GObject *object)
{
  FoyerCustomFieldsGroup *self = FOYER_CUSTOM_FIELDS_GROUP (object);

  g_clear_pointer (&self->fields, foyer_custom_fields_unref);
  g_ptr_array_unref (self->rows);
  G_OBJECT_CLASS (foyer_custom_fields_group_parent_class)->finalize (object);
}

static void
foyer_custom_fields_group_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FoyerCustomFieldsGroup *self = FOYER_CUSTOM_FIELDS_GROUP (object);

  switch (prop_id)
    {
    case PROP_CUSTOM_FIELDS:
      g_value_set_boxed (value, self->fields);
      break;
    case PROP_EDIT:
      g_value_set_object (value, self->edit);
      break;
    case PROP_SESSION:
      g_value_set_object (value, self->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_custom_fields_group_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  FoyerCustomFieldsGroup *self = FOYER_CUSTOM_FIELDS_GROUP (object);

  switch (prop_id)
    {
    case PROP_CUSTOM_FIELDS:
      foyer_custom_fields_group_set_custom_fields (self, g_value_get_boxed (value));
      break;
    case PROP_EDIT:
      if (g_set_object (&self->edit, g_value_get_object (value)))
        g_object_notify_by_pspec (object, pspec);
      break;
    case PROP_SESSION:
      foyer_custom_fields_group_set_session (self, g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_custom_fields_group_class_init (FoyerCustomFieldsGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = foyer_custom_fields_group_dispose;
  object_class->finalize = foyer_custom_fields_group_finalize;
  object_class->get_property = foyer_custom_fields_group_get_property;
  object_class->set_property = foyer_custom_fields_group_set_property;

  properties[PROP_CUSTOM_FIELDS] = g_param_spec_boxed ("custom-fields", NULL, NULL, FOYER_TYPE_CUSTOM_FIELDS, flags);
  properties[PROP_EDIT] = g_param_spec_object ("edit", NULL, NULL, FOYER_TYPE_LEAD_EDIT, flags);
  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FOYER_TYPE_SESSION, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  g_type_ensure (FOYER_TYPE_FIELD_MARK);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/foyer_crm/Foyer/ui/foyer-custom-fields-group.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerCustomFieldsGroup, add_row);
  gtk_widget_class_bind_template_child (widget_class, FoyerCustomFieldsGroup, popover);
  gtk_widget_class_bind_template_child (widget_class, FoyerCustomFieldsGroup, known_box);
  gtk_widget_class_bind_template_child (widget_class, FoyerCustomFieldsGroup, number_entry);
  gtk_widget_class_bind_template_child (widget_class, FoyerCustomFieldsGroup, number_problem);
  gtk_widget_class_bind_template_child (widget_class, FoyerCustomFieldsGroup, name_entry);
  gtk_widget_class_bind_template_child (widget_class, FoyerCustomFieldsGroup, mark);
  gtk_widget_class_bind_template_callback (widget_class, add_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, number_left_cb);
  gtk_widget_class_bind_template_callback (widget_class, offer_taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, popover_shown_cb);
}

static void
foyer_custom_fields_group_init (FoyerCustomFieldsGroup *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_parent (GTK_WIDGET (self->popover), self->add_row);
}

FoyerCustomFields *
foyer_custom_fields_group_get_custom_fields (FoyerCustomFieldsGroup *self)
{
  g_return_val_if_fail (FOYER_IS_CUSTOM_FIELDS_GROUP (self), NULL);
  return self->fields;
}

void
foyer_custom_fields_group_set_custom_fields (FoyerCustomFieldsGroup *self, FoyerCustomFields *custom_fields)
{
  g_return_if_fail (FOYER_IS_CUSTOM_FIELDS_GROUP (self));

  if (foyer_custom_fields_equal (self->fields, custom_fields))
    return;
  take_fields (self, custom_fields != NULL ? foyer_custom_fields_ref (custom_fields) : NULL);
  update_rows (self);
}

void
foyer_custom_fields_group_set_session (FoyerCustomFieldsGroup *self, FoyerSession *session)
{
  g_return_if_fail (FOYER_IS_CUSTOM_FIELDS_GROUP (self));

  if (!g_set_object (&self->session, session))
    return;
  for (guint i = 0; i < self->rows->len; i++)
    foyer_custom_field_row_set_name (self->rows->pdata[i],
                                     get_name (self, foyer_custom_field_row_get_number (self->rows->pdata[i])));
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * foyer_custom_fields_group_add_field:
 * @number: the account's number of the field, above 0
 * @name: (nullable): the user's name for it; `NULL` leaves it as it is
 *
 * Gives the field a row, if it has none, and the row the focus.
 */
void
foyer_custom_fields_group_add_field (FoyerCustomFieldsGroup *self, gint64 number, const char *name)
{
  FoyerCustomFieldRow *row = NULL;

  g_return_if_fail (FOYER_IS_CUSTOM_FIELDS_GROUP (self));
  g_return_if_fail (number > 0);

  if (name != NULL && self->session != NULL)
    foyer_session_set_custom_field_name (self->session, number, name);
  row = ensure_row (self, number);
  if (name != NULL)
    foyer_custom_field_row_set_name (row, name);
  foyer_custom_fields_group_offer_field (self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (row));
}

/**
 * foyer_custom_fields_group_offer_field:
 * @number: a field the platform spoke of and the lead does not have; 0 for none
 *
 * Offers to add it, beside what the platform said.
 */
void
foyer_custom_fields_group_offer_field (FoyerCustomFieldsGroup *self, gint64 number)
{
  g_autofree char *digits = g_strdup_printf ("%" G_GINT64_FORMAT, number);
  g_autofree char *label = NULL;

  g_return_if_fail (FOYER_IS_CUSTOM_FIELDS_GROUP (self));

  self->offered = number;
  if (number > 0)
    /* Translators: on a button beside what the platform said; %s is the number of a custom field */
    label = g_strdup_printf (C_ ("custom field", "Add field %s"), digits);
  foyer_field_mark_set_offer (self->mark, label);
}

/**
 * foyer_custom_fields_group_reset:
 *
 * Another lead is opened: rows that were added and left empty, and what was offered, go.
 */
void
foyer_custom_fields_group_reset (FoyerCustomFieldsGroup *self)
{
  g_return_if_fail (FOYER_IS_CUSTOM_FIELDS_GROUP (self));

  foyer_custom_fields_group_offer_field (self, 0);
  update_rows (self);
}

/**
 * foyer_custom_fields_group_get_row:
 *
 * Returns: (nullable) (transfer none): the field's row, if it has one
 */
GtkWidget *
foyer_custom_fields_group_get_row (FoyerCustomFieldsGroup *self, gint64 number)
{
  guint position = 0;

  g_return_val_if_fail (FOYER_IS_CUSTOM_FIELDS_GROUP (self), NULL);

  position = find_row (self, number);
  return position < self->rows->len && foyer_custom_field_row_get_number (self->rows->pdata[position]) == number
             ? self->rows->pdata[position]
             : NULL;
}
