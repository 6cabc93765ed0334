/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lead form: the rows of foyer-lead-form.ui over one lead and one edit, which stay the same; another lead is
 * assigned into them. What the fields are is the table's, how they stand is the edit's; here is what only a form has:
 * rows that are half filled in, the focus, the words of a screen reader. */

#include "config.h"

#include "foyer-lead-form.h"

#include "foyer-announce.h"
#include "foyer-custom-fields-group.h"
#include "foyer-error.h"
#include "foyer-field-mark.h"
#include "foyer-focus.h"
#include "foyer-notes-group.h"
#include "foyer-party-row.h"
#include "foyer-picklist-row.h"
#include "foyer-problem-text.h"
#include "foyer-row-names.h"
#include "foyer-similar-group.h"
#include "foyer-text-row.h"

#include <glib/gi18n.h>
#include <string.h>

struct _FoyerLeadForm
{
  AdwBreakpointBin parent_instance;

  FoyerSession *session;                            /* owned, nullable */
  char *contact_names[FOYER_BELONGS_TO_PERSON + 1]; /* owned, nullable: who was chosen for each kind */
  gint64 contact_ids[FOYER_BELONGS_TO_PERSON + 1];
  guint opening;

  FoyerLead *lead;                         /* template */
  FoyerLeadEdit *edit;                     /* template */
  FoyerNotesGroup *notes;                  /* template */
  GtkWidget *rows[FOYER_N_WRITTEN_FIELDS]; /* template */
};

enum
{
  PROP_SESSION = 1,
  N_PROPERTIES,
};

enum
{
  REFRESH_WANTED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

static const FoyerLeadField party_fields[] = { FOYER_LEAD_COMPANY, FOYER_LEAD_LEAD_CONTACT, FOYER_LEAD_CONTACT };

G_DEFINE_FINAL_TYPE (FoyerLeadForm, foyer_lead_form, ADW_TYPE_BREAKPOINT_BIN)

static void
remember_contact (FoyerLeadForm *self)
{
  FoyerBelongsTo belongs_to = foyer_lead_get_belongs_to (self->lead);

  g_set_str (&self->contact_names[belongs_to], foyer_lead_get_text (self->lead, FOYER_LEAD_CONTACT_NAME));
  self->contact_ids[belongs_to] = foyer_lead_get_id (self->lead, foyer_lead_get_contact_field (self->lead));
}

/* The lead has one name for its contact and two ids, one for each kind: with the kind, the name has to change. */
static void
belongs_to_changed_cb (FoyerLeadForm *self)
{
  gint64 id = foyer_lead_get_id (self->lead, foyer_lead_get_contact_field (self->lead));

  if (self->opening > 0)
    return;
  for (guint kind = 0; kind < G_N_ELEMENTS (self->contact_ids); kind++)
    if (id != 0 && self->contact_ids[kind] == id)
      {
        foyer_lead_set_text (self->lead, FOYER_LEAD_CONTACT_NAME, self->contact_names[kind]);
        return;
      }
  foyer_lead_set_text (self->lead, FOYER_LEAD_CONTACT_NAME, NULL);
}

static void
contact_changed_cb (FoyerLeadForm *self)
{
  if (self->opening == 0)
    remember_contact (self);
}

/* Whoever picks a person first has picked the company with it. */
static void
party_chosen_cb (FoyerLeadForm *self, FoyerParty *party, GtkWidget *row)
{
  if (row == self->rows[foyer_lead_get_contact_field (self->lead)] && party != NULL)
    {
      foyer_lead_set_text (self->lead, FOYER_LEAD_CONTACT_EMAIL, foyer_party_get_email (party));
      foyer_lead_set_text (self->lead, FOYER_LEAD_CONTACT_PHONE, foyer_party_get_phone (party));
    }
  if (row != self->rows[FOYER_LEAD_LEAD_CONTACT] || party == NULL || foyer_party_get_company_id (party) == 0
      || foyer_lead_is_set (self->lead, FOYER_LEAD_COMPANY))
    return;
  foyer_lead_set_id (self->lead, FOYER_LEAD_COMPANY, foyer_party_get_company_id (party));
  foyer_lead_set_text (self->lead, FOYER_LEAD_COMPANY_NAME, foyer_party_get_company_name (party));
}

/* A company, or a person and its company, that looks like what was typed. */
static void
party_taken_cb (FoyerLeadForm *self, FoyerParty *party)
{
  gboolean is_person = foyer_party_get_kind (party) == FOYER_PARTY_PERSON;
  FoyerLeadField field = FOYER_LEAD_COMPANY;

  if (is_person && foyer_party_get_company_id (party) == 0)
    {
      foyer_lead_set_belongs_to (self->lead, FOYER_BELONGS_TO_PERSON);
      field = FOYER_LEAD_CONTACT;
    }
  else
    {
      foyer_lead_set_belongs_to (self->lead, FOYER_BELONGS_TO_COMPANY);
      if (is_person)
        {
          foyer_lead_set_id (self->lead, FOYER_LEAD_COMPANY, foyer_party_get_company_id (party));
          foyer_lead_set_text (self->lead, FOYER_LEAD_COMPANY_NAME, foyer_party_get_company_name (party));
          field = FOYER_LEAD_LEAD_CONTACT;
        }
    }
  foyer_party_row_choose (FOYER_PARTY_ROW (self->rows[field]), party);
  gtk_widget_grab_focus (self->rows[field]);
}

static void
refresh_wanted_cb (FoyerLeadForm *self, FoyerPicklistKind kind)
{
  g_signal_emit (self, signals[REFRESH_WANTED], 0, kind);
}

static void
begin_assigning (FoyerLeadForm *self)
{
  self->opening++;
}

static void
end_assigning (FoyerLeadForm *self)
{
  for (guint kind = 0; kind < G_N_ELEMENTS (self->contact_ids); kind++)
    {
      g_clear_pointer (&self->contact_names[kind], g_free);
      self->contact_ids[kind] = 0;
    }
  remember_contact (self);
  self->opening--;
}

/* A half typed name is of the lead that was open before. */
static void
forget_typing (FoyerLeadForm *self)
{
  for (guint i = 0; i < G_N_ELEMENTS (party_fields); i++)
    foyer_party_row_reset (FOYER_PARTY_ROW (self->rows[party_fields[i]]));
  foyer_custom_fields_group_reset (FOYER_CUSTOM_FIELDS_GROUP (self->rows[FOYER_LEAD_CUSTOM_FIELDS]));
}

/* The focus leaves the lead that was open before the other one comes: nobody has left a field of that one yet. */
static GtkWidget *
begin_opening (FoyerLeadForm *self)
{
  GtkWidget *focus = foyer_focus_find_in (GTK_WIDGET (self));

  if (focus != NULL)
    gtk_root_set_focus (gtk_widget_get_root (GTK_WIDGET (self)), NULL);
  begin_assigning (self);
  return focus != NULL ? g_object_ref (focus) : NULL;
}

static void
end_opening (FoyerLeadForm *self, GtkWidget *focus)
{
  forget_typing (self);
  end_assigning (self);
  if (focus != NULL && gtk_widget_get_mapped (focus))
    gtk_widget_grab_focus (focus);
}

static void
foyer_lead_form_dispose (GObject *object)
{
  FoyerLeadForm *self = FOYER_LEAD_FORM (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), FOYER_TYPE_LEAD_FORM);
  G_OBJECT_CLASS (foyer_lead_form_parent_class)->dispose (object);
}

static void
foyer_lead_form_finalize (GObject *object)
{
  FoyerLeadForm *self = FOYER_LEAD_FORM (object);

  for (guint kind = 0; kind < G_N_ELEMENTS (self->contact_names); kind++)
    g_free (self->contact_names[kind]);
  G_OBJECT_CLASS (foyer_lead_form_parent_class)->finalize (object);
}

static void
foyer_lead_form_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, FOYER_LEAD_FORM (object)->session);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_lead_form_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      foyer_lead_form_set_session (FOYER_LEAD_FORM (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_lead_form_class_init (FoyerLeadFormClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = foyer_lead_form_dispose;
  object_class->finalize = foyer_lead_form_finalize;
  object_class->get_property = foyer_lead_form_get_property;
  object_class->set_property = foyer_lead_form_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FOYER_TYPE_SESSION,
                                                  G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);

  /**
   * FoyerLeadForm::refresh-wanted:
   * @kind: a list that lacks an id the lead has
   */
  signals[REFRESH_WANTED] = g_signal_new ("refresh-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 1, FOYER_TYPE_PICKLIST_KIND);

  g_type_ensure (FOYER_TYPE_LEAD);
  g_type_ensure (FOYER_TYPE_LEAD_EDIT);
  g_type_ensure (FOYER_TYPE_FIELD_MARK);
  g_type_ensure (FOYER_TYPE_TEXT_ROW);
  g_type_ensure (FOYER_TYPE_PARTY_ROW);
  g_type_ensure (FOYER_TYPE_PICKLIST_ROW);
  g_type_ensure (FOYER_TYPE_CUSTOM_FIELDS_GROUP);
  g_type_ensure (FOYER_TYPE_NOTES_GROUP);
  g_type_ensure (FOYER_TYPE_SIMILAR_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/foyer_crm/Foyer/ui/foyer-lead-form.ui");
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadForm, lead);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadForm, edit);
  gtk_widget_class_bind_template_child (widget_class, FoyerLeadForm, notes);
  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    gtk_widget_class_bind_template_child_full (widget_class, foyer_lead_field_get_info (field)->property, FALSE,
                                               G_STRUCT_OFFSET (FoyerLeadForm, rows)
                                                   + (gssize) (field * sizeof (GtkWidget *)));
  gtk_widget_class_bind_template_callback (widget_class, party_chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, party_taken_cb);
  gtk_widget_class_bind_template_callback (widget_class, refresh_wanted_cb);
}

/* A group of one row has no title to see, and its list would be labelled by that. */
static void
name_untitled_list (GtkWidget *list, const char *name)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
foyer_lead_form_init (FoyerLeadForm *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  foyer_row_names_add (ADW_PREFERENCES_ROW (self->rows[FOYER_LEAD_NAME]));
  name_untitled_list (gtk_widget_get_parent (self->rows[FOYER_LEAD_OWNER]), C_ ("lead group", "Responsible"));
  g_signal_connect_object (self->lead, "notify::belongs-to", G_CALLBACK (belongs_to_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lead, "notify::contact-name", G_CALLBACK (contact_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lead, "notify::contact-id", G_CALLBACK (contact_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->lead, "notify::lead-contact-id", G_CALLBACK (contact_changed_cb), self,
                           G_CONNECT_SWAPPED);
}

/**
 * foyer_lead_form_new:
 *
 * Returns: (transfer floating): a form with an empty new lead
 */
FoyerLeadForm *
foyer_lead_form_new (void)
{
  return g_object_new (FOYER_TYPE_LEAD_FORM, NULL);
}

/**
 * foyer_lead_form_get_edit:
 *
 * Returns: (transfer none): what is edited; the same for the life of @self
 */
FoyerLeadEdit *
foyer_lead_form_get_edit (FoyerLeadForm *self)
{
  g_return_val_if_fail (FOYER_IS_LEAD_FORM (self), NULL);
  return self->edit;
}

/**
 * foyer_lead_form_set_session:
 * @session: (nullable): where picklists, companies and people come from
 */
void
foyer_lead_form_set_session (FoyerLeadForm *self, FoyerSession *session)
{
  g_return_if_fail (FOYER_IS_LEAD_FORM (self));

  if (!g_set_object (&self->session, session))
    return;
  foyer_lead_edit_set_picklists (self->edit, session != NULL ? foyer_session_get_picklists (session) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * foyer_lead_form_get_row:
 * @field: a written field
 *
 * Returns: (transfer none): its row; for the custom fields their group
 */
GtkWidget *
foyer_lead_form_get_row (FoyerLeadForm *self, FoyerLeadField field)
{
  g_return_val_if_fail (FOYER_IS_LEAD_FORM (self) && field < FOYER_N_WRITTEN_FIELDS, NULL);
  return self->rows[field];
}

/**
 * foyer_lead_form_start_new:
 * @defaults: (nullable): what the new lead begins with
 *
 * The focus is taken away from the form: whoever starts a lead says where to begin.
 */
void
foyer_lead_form_start_new (FoyerLeadForm *self, FoyerLead *defaults)
{
  GtkWidget *focus = NULL;

  g_return_if_fail (FOYER_IS_LEAD_FORM (self));

  focus = begin_opening (self);
  foyer_lead_edit_start_new (self->edit, defaults);
  end_opening (self, NULL);
  g_clear_object (&focus);
}

void
foyer_lead_form_open (FoyerLeadForm *self, FoyerLead *base)
{
  g_autoptr (GtkWidget) focus = NULL;

  g_return_if_fail (FOYER_IS_LEAD_FORM (self));

  focus = begin_opening (self);
  foyer_lead_edit_open (self->edit, base);
  end_opening (self, focus);
}

/**
 * foyer_lead_form_open_draft:
 * @base: (nullable): what the draft was made from; `NULL` for a new lead
 */
void
foyer_lead_form_open_draft (FoyerLeadForm *self, FoyerLead *base, FoyerLead *draft)
{
  g_autoptr (GtkWidget) focus = NULL;

  g_return_if_fail (FOYER_IS_LEAD_FORM (self));

  focus = begin_opening (self);
  foyer_lead_edit_open_draft (self->edit, base, draft);
  end_opening (self, focus);
}

/**
 * foyer_lead_form_follow:
 * @newer: the open lead as the platform has it now
 */
void
foyer_lead_form_follow (FoyerLeadForm *self, FoyerLead *newer)
{
  g_return_if_fail (FOYER_IS_LEAD_FORM (self));

  begin_assigning (self);
  foyer_lead_edit_follow (self->edit, newer);
  end_assigning (self);
}

void
foyer_lead_form_accept (FoyerLeadForm *self, FoyerLead *accepted)
{
  g_return_if_fail (FOYER_IS_LEAD_FORM (self));

  begin_assigning (self);
  foyer_lead_edit_accept (self->edit, accepted);
  end_assigning (self);
}

/**
 * foyer_lead_form_refresh_notes:
 * @ask_platform: whether to ask for the open lead's notes anew; else what the mirror has got is shown
 */
void
foyer_lead_form_refresh_notes (FoyerLeadForm *self, gboolean ask_platform)
{
  g_return_if_fail (FOYER_IS_LEAD_FORM (self));

  foyer_notes_group_refresh (self->notes, ask_platform);
}

/**
 * foyer_lead_form_focus_field:
 *
 * Gives the field the focus; the form scrolls to it.
 */
void
foyer_lead_form_focus_field (FoyerLeadForm *self, FoyerLeadField field)
{
  g_return_if_fail (FOYER_IS_LEAD_FORM (self) && field < FOYER_N_WRITTEN_FIELDS);

  if (field == FOYER_LEAD_CUSTOM_FIELDS)
    gtk_widget_child_focus (self->rows[field], GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_grab_focus (self->rows[field]);
}

static const char *
get_complaint (FoyerLeadForm *self, FoyerLeadField field)
{
  if (!FOYER_IS_PARTY_ROW (self->rows[field])
      || !foyer_field_edit_get_applies (foyer_lead_edit_get_field (self->edit, field)))
    return NULL;
  foyer_party_row_settle (FOYER_PARTY_ROW (self->rows[field]));
  return foyer_party_row_get_complaint (FOYER_PARTY_ROW (self->rows[field]));
}

static FoyerProblem
find_rule_problem (FoyerLeadForm *self, FoyerLeadField field)
{
  FoyerProblem problem = foyer_field_edit_get_problem (foyer_lead_edit_get_field (self->edit, field));

  /* What mends a refusal may be another field, or the platform: it stands where it is and forbids nothing. */
  return problem == FOYER_PROBLEM_REFUSED ? FOYER_PROBLEM_NONE : problem;
}

/**
 * foyer_lead_form_check:
 *
 * Before a save. With problems it shows them all, gives the first of them the focus and says how many there are.
 *
 * Returns: whether the lead can be sent
 */
gboolean
foyer_lead_form_check (FoyerLeadForm *self)
{
  FoyerLeadField first = FOYER_LEAD_NO_FIELD;
  g_autofree char *sentence = NULL;
  g_autofree char *announcement = NULL;
  guint n = 0;

  g_return_val_if_fail (FOYER_IS_LEAD_FORM (self), FALSE);

  for (guint field = 0; field < FOYER_N_WRITTEN_FIELDS; field++)
    {
      const char *complaint = get_complaint (self, field);
      FoyerProblem problem = find_rule_problem (self, field);

      if (complaint == NULL && problem == FOYER_PROBLEM_NONE)
        continue;
      if (n++ > 0)
        continue;
      first = field;
      sentence = complaint != NULL ? g_strdup (complaint) : foyer_problem_text (field, problem, 0, NULL);
    }
  if (n == 0)
    return TRUE;

  foyer_lead_edit_show_problems (self->edit);
  foyer_lead_form_focus_field (self, first);
  announcement = foyer_problem_text_announce (sentence, n);
  foyer_announce (GTK_WIDGET (self), announcement);
  return FALSE;
}

/* "customFields.81", "Custom field 81 is required": the number in it. "customFields[0]" says which of those that were
 * sent. */
static gint64
find_number (const char *text)
{
  const char *digits = text != NULL && strchr (text, '[') == NULL ? strpbrk (text, "0123456789") : NULL;

  return digits != NULL ? g_ascii_strtoll (digits, NULL, 10) : 0;
}

static void
offer_custom_field (FoyerLeadForm *self, const char *words)
{
  FoyerCustomFieldsGroup *group = FOYER_CUSTOM_FIELDS_GROUP (self->rows[FOYER_LEAD_CUSTOM_FIELDS]);
  gint64 number = find_number (words);

  if (number > 0 && foyer_custom_fields_group_get_row (group, number) == NULL)
    foyer_custom_fields_group_offer_field (group, number);
}

/* The platform may call the lead contact of a company by the name of the person's field (platform-api.md, 3). */
static FoyerLeadField
find_applying_field (FoyerLeadForm *self, FoyerLeadField field)
{
  if (field == FOYER_LEAD_CONTACT || field == FOYER_LEAD_LEAD_CONTACT)
    field = foyer_lead_get_contact_field (self->lead);
  if (field >= FOYER_N_WRITTEN_FIELDS || !foyer_field_edit_get_applies (foyer_lead_edit_get_field (self->edit, field)))
    return FOYER_LEAD_NO_FIELD;
  return field;
}

/**
 * foyer_lead_form_refuse:
 * @field: what the platform spoke of, or `FOYER_LEAD_NO_FIELD`
 * @specific_code: the platform's, 0 for none
 * @words: (nullable): the platform's own words
 *
 * Puts what it means and the words at the field.
 *
 * Returns: the field where they stand now; `FOYER_LEAD_NO_FIELD` when the form does not show it
 */
FoyerLeadField
foyer_lead_form_refuse (FoyerLeadForm *self, FoyerLeadField field, int specific_code, const char *words)
{
  g_return_val_if_fail (FOYER_IS_LEAD_FORM (self), FOYER_LEAD_NO_FIELD);

  field = find_applying_field (self, field);
  if (field == FOYER_LEAD_NO_FIELD)
    return field;
  if (field == FOYER_LEAD_CUSTOM_FIELDS)
    offer_custom_field (self, words);
  foyer_lead_edit_refuse (self->edit, field, specific_code, words);
  return field;
}
