/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What looks like the new lead that is being typed: other leads, companies and people. It says so quietly and takes no
 * room while there is nothing. */

#include "config.h"

#include "foyer-similar-group.h"

#include "foyer-lead-text.h"
#include "foyer-plain-row.h"
#include "foyer-session-mirror.h"

#include <glib/gi18n.h>

#define TYPING_PAUSE_MS 250
#define LIMIT           3 /* of each */

struct _FoyerSimilarGroup
{
  AdwPreferencesGroup parent_instance;

  /* owned */
  FoyerSession *session; /* nullable */
  FoyerLeadEdit *edit;   /* nullable */
  GCancellable *cancellable;
  GPtrArray *rows; /* of borrowed widgets */
  char *asked;     /* nullable: what was looked for last */
  guint pause_timeout;
};

enum
{
  PROP_SESSION = 1,
  PROP_EDIT,
  N_PROPS,
};

enum
{
  TAKE,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerSimilarGroup, foyer_similar_group, ADW_TYPE_PREFERENCES_GROUP)

static void
clear_rows (FoyerSimilarGroup *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (ADW_PREFERENCES_GROUP (self), self->rows->pdata[i]);
  g_ptr_array_set_size (self->rows, 0);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

static const char *
describe_likeness (FoyerLikeness likeness)
{
  if (likeness & FOYER_LIKENESS_EMAIL)
    return C_ ("what looks the same", "Same e-mail address");
  if (likeness & FOYER_LIKENESS_PHONE)
    return C_ ("what looks the same", "Same telephone number");
  if (likeness & FOYER_LIKENESS_COMPANY_NAME)
    return C_ ("what looks the same", "Same company name");
  return C_ ("what looks the same", "Same name");
}

static void
take_cb (FoyerSimilarGroup *self, GtkWidget *button)
{
  g_autoptr (FoyerParty) party = g_object_ref (g_object_get_data (G_OBJECT (button), "party"));

  g_signal_emit (self, signals[TAKE], 0, party);
}

static GtkWidget *
build_party_button (FoyerSimilarGroup *self, FoyerParty *party)
{
  /* Translators: the lead is to belong to this company or person */
  GtkWidget *button = gtk_button_new_with_mnemonic (C_ ("similar company or person", "_Use"));

  g_object_set_data_full (G_OBJECT (button), "party", g_object_ref (party), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (take_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static GtkWidget *
build_open_button (const FoyerSimilar *similar)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (C_ ("similar lead", "_Open"));

  if (similar->lead != NULL)
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "leads.open");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", foyer_lead_summary_get_id (similar->lead));
    }
  else
    {
      gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "leads.open-local");
      gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", foyer_lead_get_uuid (similar->local_lead));
    }
  return button;
}

static FoyerParty *
make_party (FoyerLead *lead, FoyerPartyKind kind, FoyerLeadField id, FoyerLeadField name)
{
  const char *text = foyer_lead_get_text (lead, name);

  return foyer_lead_is_set (lead, id) ? foyer_party_new (kind, foyer_lead_get_id (lead, id), text != NULL ? text : "")
                                      : NULL;
}

/* A person brings their company along. */
static void
take_from_lead (FoyerSimilarGroup *self, FoyerLead *lead)
{
  gboolean is_company = foyer_lead_get_belongs_to (lead) == FOYER_BELONGS_TO_COMPANY;
  g_autoptr (FoyerParty)
      company = is_company ? make_party (lead, FOYER_PARTY_COMPANY, FOYER_LEAD_COMPANY, FOYER_LEAD_COMPANY_NAME) : NULL;
  g_autoptr (FoyerParty) person = make_party (
      lead, FOYER_PARTY_PERSON, is_company ? FOYER_LEAD_LEAD_CONTACT : FOYER_LEAD_CONTACT, FOYER_LEAD_CONTACT_NAME);

  if (person != NULL)
    {
      foyer_party_set_email (person, foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_EMAIL));
      foyer_party_set_phone (person, foyer_lead_get_text (lead, FOYER_LEAD_CONTACT_PHONE));
      if (company != NULL)
        foyer_party_set_company (person, foyer_party_get_id (company), foyer_party_get_name (company));
    }
  if (person != NULL || company != NULL)
    g_signal_emit (self, signals[TAKE], 0, person != NULL ? person : company);
}

static void
lead_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerSimilarGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) leads = foyer_session_load_leads_finish (FOYER_SESSION (source), result, &error);

  if (leads == NULL)
    g_debug ("A lead that looks the same was not read: %s", error->message);
  else if (leads->len > 0 && self->session == FOYER_SESSION (source))
    take_from_lead (self, leads->pdata[0]);
}

static void
take_parties_cb (FoyerSimilarGroup *self, GtkWidget *button)
{
  g_autoptr (GObject) lead = g_object_ref (g_object_get_data (G_OBJECT (button), "lead"));
  g_autoptr (GArray) ids = NULL;
  gint64 id;

  if (FOYER_IS_LEAD (lead))
    {
      take_from_lead (self, FOYER_LEAD (lead));
      return;
    }
  id = foyer_lead_summary_get_id (FOYER_LEAD_SUMMARY (lead));
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (ids, id);
  foyer_session_load_leads_async (self->session, ids, self->cancellable, lead_read_cb, g_object_ref (self));
}

static gboolean
is_text (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
has_parties (const FoyerSimilar *similar)
{
  if (similar->lead != NULL)
    return is_text (foyer_lead_summary_get_company (similar->lead))
           || is_text (foyer_lead_summary_get_person (similar->lead));
  return foyer_lead_is_set (similar->local_lead, FOYER_LEAD_COMPANY)
         || foyer_lead_is_set (similar->local_lead, FOYER_LEAD_LEAD_CONTACT)
         || foyer_lead_is_set (similar->local_lead, FOYER_LEAD_CONTACT);
}

static GtkWidget *
build_take_parties_button (FoyerSimilarGroup *self, const FoyerSimilar *similar)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("object-select-symbolic");
  /* Translators: the new lead is to belong to the company and the person of this one */
  const char *label = C_ ("similar lead", "Use Its Company and Person");

  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  g_object_set_data_full (
      G_OBJECT (button), "lead",
      g_object_ref (similar->lead != NULL ? G_OBJECT (similar->lead) : G_OBJECT (similar->local_lead)), g_object_unref);
  g_signal_connect_object (button, "clicked", G_CALLBACK (take_parties_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static void
add_button (GtkWidget *row, GtkWidget *button)
{
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY, row, NULL, -1);
}

static const char *
describe_company (FoyerParty *party)
{
  if (foyer_party_is_local (party))
    return C_ ("party", "New, not sent yet");
  return foyer_party_get_company_name (party);
}

static char *
describe_lead (FoyerSimilarGroup *self, const FoyerSimilar *similar)
{
  const char *stage = similar->lead != NULL
                          ? foyer_lead_text_item (foyer_session_get_picklists (self->session), FOYER_PICKLIST_STAGE,
                                                  foyer_lead_summary_get_stage_id (similar->lead))
                          : C_ ("party", "New, not sent yet");

  /* Translators: a lead that looks like the one that is typed; %s is its stage */
  return *stage != '\0' ? g_strdup_printf (C_ ("similar lead", "Lead · %s"), stage)
                        : g_strdup (C_ ("similar lead", "Lead"));
}

static void
add_similar (FoyerSimilarGroup *self, const FoyerSimilar *similar)
{
  GtkWidget *row;
  g_autofree char *title = NULL;
  g_autofree char *subtitle = NULL;

  if (similar->party != NULL)
    {
      const char *company = describe_company (similar->party);

      title = g_strdup (foyer_party_get_name (similar->party));
      if (company != NULL && *company != '\0')
        subtitle = g_strdup_printf (C_ ("facts about a lead", "%s · %s"), company,
                                    describe_likeness (similar->likeness));
    }
  else
    {
      title = foyer_lead_text_name (similar->lead != NULL ? foyer_lead_summary_get_name (similar->lead)
                                                          : foyer_lead_get_text (similar->local_lead, FOYER_LEAD_NAME));
      subtitle = describe_lead (self, similar);
    }
  row = foyer_plain_row_new (title, subtitle != NULL ? subtitle : describe_likeness (similar->likeness));
  if (similar->party != NULL)
    add_button (row, build_party_button (self, similar->party));
  else
    {
      if (has_parties (similar))
        add_button (row, build_take_parties_button (self, similar));
      add_button (row, build_open_button (similar));
    }
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), row);
  g_ptr_array_add (self->rows, row);
}

static gboolean
is_taken (FoyerSimilarGroup *self, FoyerParty *party)
{
  FoyerLead *lead = foyer_lead_edit_get_lead (self->edit);
  gint64 id = foyer_party_get_id (party);

  if (foyer_party_get_kind (party) == FOYER_PARTY_COMPANY)
    return foyer_lead_get_id (lead, FOYER_LEAD_COMPANY) == id;
  return foyer_lead_get_id (lead, FOYER_LEAD_LEAD_CONTACT) == id || foyer_lead_get_id (lead, FOYER_LEAD_CONTACT) == id;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FoyerSimilarGroup) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = foyer_session_find_similar_finish (FOYER_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || self->session != FOYER_SESSION (source))
    return;
  clear_rows (self);
  if (found == NULL)
    {
      g_debug ("What looks the same was not found out: %s", error->message);
      return;
    }
  for (guint i = 0; i < found->len; i++)
    {
      const FoyerSimilar *similar = found->pdata[i];

      if (similar->party == NULL || !is_taken (self, similar->party))
        add_similar (self, similar);
    }
  gtk_widget_set_visible (GTK_WIDGET (self), self->rows->len > 0);
}

static void
stop (FoyerSimilarGroup *self)
{
  g_clear_handle_id (&self->pause_timeout, g_source_remove);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
look (FoyerSimilarGroup *self)
{
  FoyerLead *lead = foyer_lead_edit_get_lead (self->edit);
  FoyerIdentity identity = foyer_likeness_identify_lead (lead);
  const char *name = foyer_lead_get_text (lead, FOYER_LEAD_NAME);
  g_autofree char *asked = NULL;

  /* Before a company is chosen, what the lead is called is often what the company is called, or the person. */
  if (identity.company_name == NULL || *identity.company_name == '\0')
    identity.company_name = name;
  if (identity.person_name == NULL || *identity.person_name == '\0')
    identity.person_name = name;
  asked = g_strdup_printf ("%s\n%s\n%s\n%s\n%s\n%s\n%" G_GINT64_FORMAT " %" G_GINT64_FORMAT, identity.company_name,
                           identity.person_name, identity.email != NULL ? identity.email : "",
                           identity.phone != NULL ? identity.phone : "", name != NULL ? name : "", identity.lead_uuid,
                           identity.company_id, identity.contact_id);
  if (g_strcmp0 (asked, self->asked) == 0)
    return;
  g_set_str (&self->asked, asked);
  stop (self);
  self->cancellable = g_cancellable_new ();
  foyer_session_find_similar_async (self->session, &identity, foyer_lead_get_platform_id (lead), LIMIT,
                                    self->cancellable, found_cb, g_object_ref (self));
}

static void
paused_cb (gpointer user_data)
{
  FoyerSimilarGroup *self = user_data;

  self->pause_timeout = 0;
  if (self->session == NULL)
    return;
  if (foyer_lead_edit_get_is_new (self->edit))
    {
      look (self);
      return;
    }
  stop (self);
  g_clear_pointer (&self->asked, g_free);
  clear_rows (self);
}

static void
typed_cb (FoyerSimilarGroup *self)
{
  g_clear_handle_id (&self->pause_timeout, g_source_remove);
  self->pause_timeout = g_timeout_add_once (TYPING_PAUSE_MS, paused_cb, self);
}

static void
foyer_similar_group_dispose (GObject *object)
{
  FoyerSimilarGroup *self = FOYER_SIMILAR_GROUP (object);

  stop (self);
  g_clear_object (&self->session);
  g_clear_object (&self->edit);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->asked, g_free);

  G_OBJECT_CLASS (foyer_similar_group_parent_class)->dispose (object);
}

static void
foyer_similar_group_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      g_value_set_object (value, FOYER_SIMILAR_GROUP (object)->session);
      break;
    case PROP_EDIT:
      g_value_set_object (value, FOYER_SIMILAR_GROUP (object)->edit);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_similar_group_set_property (GObject *object, guint prop_id, const GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_SESSION:
      foyer_similar_group_set_session (FOYER_SIMILAR_GROUP (object), g_value_get_object (value));
      break;
    case PROP_EDIT:
      foyer_similar_group_set_edit (FOYER_SIMILAR_GROUP (object), g_value_get_object (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
foyer_similar_group_class_init (FoyerSimilarGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->dispose = foyer_similar_group_dispose;
  object_class->get_property = foyer_similar_group_get_property;
  object_class->set_property = foyer_similar_group_set_property;

  properties[PROP_SESSION] = g_param_spec_object ("session", NULL, NULL, FOYER_TYPE_SESSION, flags);
  properties[PROP_EDIT] = g_param_spec_object ("edit", NULL, NULL, FOYER_TYPE_LEAD_EDIT, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[TAKE] = g_signal_new ("take", FOYER_TYPE_SIMILAR_GROUP, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, FOYER_TYPE_PARTY);
}

static void
foyer_similar_group_init (FoyerSimilarGroup *self)
{
  self->rows = g_ptr_array_new ();
  adw_preferences_group_set_title (ADW_PREFERENCES_GROUP (self), C_ ("lead group", "Looks the Same"));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * foyer_similar_group_set_session:
 * @session: (nullable): whose leads, companies and people are looked through
 */
void
foyer_similar_group_set_session (FoyerSimilarGroup *self, FoyerSession *session)
{
  g_return_if_fail (FOYER_IS_SIMILAR_GROUP (self));

  if (!g_set_object (&self->session, session))
    return;
  stop (self);
  g_clear_pointer (&self->asked, g_free);
  clear_rows (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SESSION]);
}

/**
 * foyer_similar_group_set_edit:
 * @edit: what is typed; to be set once
 */
void
foyer_similar_group_set_edit (FoyerSimilarGroup *self, FoyerLeadEdit *edit)
{
  g_return_if_fail (FOYER_IS_SIMILAR_GROUP (self));

  if (!g_set_object (&self->edit, edit))
    return;
  g_signal_connect_object (foyer_lead_edit_get_lead (edit), "notify", G_CALLBACK (typed_cb), self, G_CONNECT_SWAPPED);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_EDIT]);
}
