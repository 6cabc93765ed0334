/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The desktop's search finds leads of the account that was open last: org.gnome.Shell.SearchProvider2. Only where the
 * person has allowed it; everything that comes in over the bus may be from anybody in the session. */

#include "config.h"

#include "foyer-search-provider.h"

#include "foyer-lead-summary.h"
#include "foyer-lead-text.h"
#include "foyer-text.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LEADS     5
#define MAX_IDS       20
#define MAX_TEXT      200 /* bytes: what is longer is no name of a lead */
#define LEAD_PREFIX   "lead:"
#define NEW_PREFIX    "new:"
#define SEARCH_ICON   FOYER_APPLICATION_ID "-symbolic"
#define NEW_LEAD_ICON "list-add-symbolic"

static const char interface_xml[] =
    "<node>"
    "  <interface name='org.gnome.Shell.SearchProvider2'>"
    "    <method name='GetInitialResultSet'>"
    "      <arg type='as' name='terms' direction='in'/><arg type='as' name='results' direction='out'/>"
    "    </method>"
    "    <method name='GetSubsearchResultSet'>"
    "      <arg type='as' name='previous_results' direction='in'/><arg type='as' name='terms' direction='in'/>"
    "      <arg type='as' name='results' direction='out'/>"
    "    </method>"
    "    <method name='GetResultMetas'>"
    "      <arg type='as' name='identifiers' direction='in'/><arg type='aa{sv}' name='metas' direction='out'/>"
    "    </method>"
    "    <method name='ActivateResult'>"
    "      <arg type='s' name='identifier' direction='in'/><arg type='as' name='terms' direction='in'/>"
    "      <arg type='u' name='timestamp' direction='in'/>"
    "    </method>"
    "    <method name='LaunchSearch'>"
    "      <arg type='as' name='terms' direction='in'/><arg type='u' name='timestamp' direction='in'/>"
    "    </method>"
    "  </interface>"
    "</node>";

struct _FoyerSearchProvider
{
  GObject parent_instance;

  /* owned */
  GSettings *settings;
  FoyerLeadFinder *finder;
  GDBusConnection *connection; /* nullable while it is not exported */
  guint registration;

  /* borrowed */
  GApplication *application; /* nullable once it is gone */
};

enum
{
  SHOW_LEAD,
  NEW_LEAD,
  SEARCH,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (FoyerSearchProvider, foyer_search_provider, G_TYPE_OBJECT)

/* A question that waits for the mirror. */
typedef struct
{
  FoyerSearchProvider *provider;     /* owned */
  GApplication *application;         /* owned, and held: a service would leave before the answer */
  GDBusMethodInvocation *invocation; /* owned until it is answered */
  char *uuid;
  char *text;       /* nullable: what is searched for */
  char **asked_ids; /* nullable: else what the desktop wants to know more of */
} Question;

static void
question_free (Question *question)
{
  if (question->application != NULL)
    g_application_release (question->application);
  g_clear_object (&question->application);
  g_clear_object (&question->invocation);
  g_clear_object (&question->provider);
  g_clear_pointer (&question->asked_ids, g_strfreev);
  g_free (question->text);
  g_free (question->uuid);
  g_free (question);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Question, question_free)

/* The account whose leads may be found: the one that was open last. NULL for none. */
static char *
dup_account (FoyerSearchProvider *self)
{
  g_autofree char *uuid = g_settings_get_string (self->settings, "last-account");

  if (!g_settings_get_boolean (self->settings, "search-provider") || !g_uuid_string_is_valid (uuid))
    return NULL;
  return g_steal_pointer (&uuid);
}

static char *
join_terms (const char *const *terms)
{
  g_autofree char *joined = g_strjoinv (" ", (char **) terms);
  char *text;

  if (strlen (joined) > MAX_TEXT)
    return g_strdup ("");
  text = foyer_text_clean (joined, FALSE);
  return text != NULL ? text : g_strdup ("");
}

/* "lead:UUID:NUMBER", of this account and as we write it; 0 for everything else. */
static gint64
parse_lead_id (const char *id, const char *uuid)
{
  gint64 number;

  if (!g_str_has_prefix (id, LEAD_PREFIX))
    return 0;
  id += strlen (LEAD_PREFIX);
  if (!g_str_has_prefix (id, uuid) || id[strlen (uuid)] != ':')
    return 0;
  id += strlen (uuid) + 1;
  if (!g_ascii_string_to_signed (id, 10, 1, G_MAXINT64, &number, NULL))
    return 0;
  return number;
}

/* What a new lead would be called; NULL where the identifier is none of ours. */
static char *
parse_new_id (const char *id)
{
  g_autofree char *text = NULL;

  if (!g_str_has_prefix (id, NEW_PREFIX))
    return NULL;
  text = join_terms ((const char *const[]) { id + strlen (NEW_PREFIX), NULL });
  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

static void
answer_results (Question *question, GPtrArray *found)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("(as)"));

  g_variant_builder_open (&builder, G_VARIANT_TYPE_STRING_ARRAY);
  for (guint i = 0; found != NULL && i < found->len; i++)
    g_variant_builder_add_value (
        &builder, g_variant_new_take_string (g_strdup_printf (LEAD_PREFIX "%s:%" G_GINT64_FORMAT, question->uuid,
                                                              foyer_lead_summary_get_id (found->pdata[i]))));
  if (question->text != NULL)
    g_variant_builder_add_value (&builder, g_variant_new_take_string (g_strconcat (NEW_PREFIX, question->text, NULL)));
  g_variant_builder_close (&builder);
  g_dbus_method_invocation_return_value (g_steal_pointer (&question->invocation), g_variant_builder_end (&builder));
}

static void
add_meta (GVariantBuilder *builder, const char *id, const char *name, const char *description, const char *icon)
{
  g_variant_builder_open (builder, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (builder, "{sv}", "id", g_variant_new_string (id));
  g_variant_builder_add (builder, "{sv}", "name", g_variant_new_string (name));
  if (description != NULL && *description != '\0')
    g_variant_builder_add (builder, "{sv}", "description", g_variant_new_string (description));
  g_variant_builder_add (builder, "{sv}", "gicon", g_variant_new_string (icon));
  g_variant_builder_close (builder);
}

static FoyerLeadSummary *
find_summary (GPtrArray *found, gint64 id)
{
  for (guint i = 0; found != NULL && id != 0 && i < found->len; i++)
    if (foyer_lead_summary_get_id (found->pdata[i]) == id)
      return found->pdata[i];
  return NULL;
}

static void
answer_metas (Question *question, GPtrArray *found, FoyerAccount *account)
{
  g_auto (GVariantBuilder) builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("(aa{sv})"));
  gboolean is_sample = account != NULL && foyer_account_get_is_sample (account);

  g_variant_builder_open (&builder, G_VARIANT_TYPE ("aa{sv}"));
  for (guint i = 0; question->asked_ids[i] != NULL && i < MAX_IDS; i++)
    {
      const char *id = question->asked_ids[i];
      FoyerLeadSummary *summary = find_summary (found, parse_lead_id (id, question->uuid));
      g_autofree char *name = parse_new_id (id);

      if (summary != NULL)
        {
          g_autofree char *title = foyer_lead_text_name (foyer_lead_summary_get_name (summary));
          const char *party = foyer_lead_summary_get_party (summary);

          /* Invented leads must not be taken for real ones. */
          add_meta (&builder, id, title, is_sample ? _ ("Sample data") : party, SEARCH_ICON);
        }
      else if (name != NULL)
        {
          /* Translators: in the search of the desktop; %s is what was typed there, which becomes the name of the lead
           */
          g_autofree char *title = g_strdup_printf (_ ("New lead “%s”"), name);

          add_meta (&builder, id, title, NULL, NEW_LEAD_ICON);
        }
    }
  g_variant_builder_close (&builder);
  g_dbus_method_invocation_return_value (g_steal_pointer (&question->invocation), g_variant_builder_end (&builder));
}

static void
answer (Question *question, GPtrArray *found, FoyerAccount *account)
{
  if (question->asked_ids != NULL)
    answer_metas (question, found, account);
  else
    answer_results (question, found);
}

/* A mirror that cannot be read has no leads: the desktop's search is no place to tell of it. */
static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Question) question = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FoyerAccount) account = NULL;
  g_autoptr (GPtrArray) found = NULL;

  found = foyer_lead_finder_finish (FOYER_LEAD_FINDER (source), result, &account, &error);
  if (error != NULL)
    {
      g_message ("The search of the desktop finds nothing: %s", error->message);
      g_clear_pointer (&question->text, g_free); /* there may be no account any more */
    }
  answer (question, found, account);
}

static Question *
question_new (FoyerSearchProvider *self, GDBusMethodInvocation *invocation)
{
  Question *question = g_new0 (Question, 1);

  question->provider = g_object_ref (self);
  question->invocation = invocation;
  question->uuid = dup_account (self);
  if (self->application != NULL)
    {
      question->application = g_object_ref (self->application);
      g_application_hold (question->application);
    }
  return question;
}

static void
find_leads (FoyerSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *terms)
{
  g_autoptr (Question) question = question_new (self, invocation);
  g_autofree char *text = join_terms (terms);
  g_autoptr (FoyerLeadQuery) query = NULL;

  if (question->uuid == NULL || *text == '\0')
    {
      answer_results (question, NULL);
      return;
    }
  question->text = g_steal_pointer (&text);
  query = foyer_lead_query_new ();
  foyer_lead_query_set_text (query, question->text);
  foyer_lead_finder_find_async (self->finder, question->uuid, query, MAX_LEADS, NULL, found_cb, question);
  g_steal_pointer (&question);
}

static void
describe_leads (FoyerSearchProvider *self, GDBusMethodInvocation *invocation, const char *const *ids)
{
  g_autoptr (Question) question = question_new (self, invocation);
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));

  question->asked_ids = question->uuid != NULL ? g_strdupv ((char **) ids) : g_new0 (char *, 1);
  for (guint i = 0; question->asked_ids[i] != NULL && i < MAX_IDS; i++)
    {
      gint64 number = parse_lead_id (question->asked_ids[i], question->uuid);

      if (number != 0)
        g_array_append_val (numbers, number);
    }
  if (question->asked_ids[0] == NULL)
    {
      answer_metas (question, NULL, NULL);
      return;
    }
  foyer_lead_finder_load_async (self->finder, question->uuid, numbers, NULL, found_cb, question);
  g_steal_pointer (&question);
}

static void
activate (FoyerSearchProvider *self, const char *id)
{
  g_autofree char *uuid = dup_account (self);
  g_autofree char *name = parse_new_id (id);
  gint64 number = uuid != NULL ? parse_lead_id (id, uuid) : 0;

  if (uuid == NULL)
    return;
  if (number != 0)
    g_signal_emit (self, signals[SHOW_LEAD], 0, uuid, number);
  else if (name != NULL)
    g_signal_emit (self, signals[NEW_LEAD], 0, name);
}

static void
launch_search (FoyerSearchProvider *self, const char *const *terms)
{
  g_autofree char *uuid = dup_account (self);
  g_autofree char *text = join_terms (terms);

  if (uuid != NULL)
    g_signal_emit (self, signals[SEARCH], 0, text);
}

static void
method_called (GDBusConnection *connection,
               const char *sender,
               const char *object_path,
               const char *interface_name,
               const char *method,
               GVariant *parameters,
               GDBusMethodInvocation *invocation,
               gpointer user_data)
{
  FoyerSearchProvider *self = user_data;
  g_autofree const char **list = NULL;
  const char *id;

  if (g_str_equal (method, "GetInitialResultSet"))
    {
      g_variant_get (parameters, "(^a&s)", &list);
      find_leads (self, invocation, list);
    }
  else if (g_str_equal (method, "GetSubsearchResultSet"))
    {
      /* As quick as looking through the previous results, and right where those were cut off. */
      g_variant_get (parameters, "(@as^a&s)", NULL, &list);
      find_leads (self, invocation, list);
    }
  else if (g_str_equal (method, "GetResultMetas"))
    {
      g_variant_get (parameters, "(^a&s)", &list);
      describe_leads (self, invocation, list);
    }
  else if (g_str_equal (method, "ActivateResult"))
    {
      g_variant_get (parameters, "(&s@asu)", &id, NULL, NULL);
      activate (self, id);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
  else
    {
      g_variant_get (parameters, "(^a&su)", &list, NULL);
      launch_search (self, list);
      g_dbus_method_invocation_return_value (invocation, NULL);
    }
}

static void
foyer_search_provider_finalize (GObject *object)
{
  FoyerSearchProvider *self = FOYER_SEARCH_PROVIDER (object);

  foyer_search_provider_unexport (self);
  g_clear_weak_pointer (&self->application);
  g_clear_object (&self->finder);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (foyer_search_provider_parent_class)->finalize (object);
}

static void
foyer_search_provider_class_init (FoyerSearchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = foyer_search_provider_finalize;

  /**
   * FoyerSearchProvider::show-lead:
   * @self: the provider
   * @account_uuid: of which account
   * @platform_id: the lead
   */
  signals[SHOW_LEAD] = g_signal_new ("show-lead", FOYER_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT64);
  /**
   * FoyerSearchProvider::new-lead:
   * @self: the provider
   * @name: what the lead is called
   */
  signals[NEW_LEAD] = g_signal_new ("new-lead", FOYER_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, G_TYPE_STRING);
  /**
   * FoyerSearchProvider::search:
   * @self: the provider
   * @text: what to search for
   */
  signals[SEARCH] = g_signal_new ("search", FOYER_TYPE_SEARCH_PROVIDER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
foyer_search_provider_init (FoyerSearchProvider *self)
{
}

/**
 * foyer_search_provider_new:
 * @application: held while a question is answered
 * @settings: the application's: "search-provider" and "last-account"
 * @finder: what looks for leads
 */
FoyerSearchProvider *
foyer_search_provider_new (GApplication *application, GSettings *settings, FoyerLeadFinder *finder)
{
  FoyerSearchProvider *self = g_object_new (FOYER_TYPE_SEARCH_PROVIDER, NULL);

  g_set_weak_pointer (&self->application, application);
  self->settings = g_object_ref (settings);
  self->finder = g_object_ref (finder);
  return self;
}

/**
 * foyer_search_provider_export:
 * @self: the provider, not exported yet
 * @connection: the session's bus
 * @object_path: where on it
 * @error: set when something is there already
 *
 * Returns: whether questions are answered from now on
 */
gboolean
foyer_search_provider_export (FoyerSearchProvider *self,
                              GDBusConnection *connection,
                              const char *object_path,
                              GError **error)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_called };
  g_autoptr (GDBusNodeInfo) info = g_dbus_node_info_new_for_xml (interface_xml, NULL);

  g_return_val_if_fail (FOYER_IS_SEARCH_PROVIDER (self), FALSE);
  g_return_val_if_fail (self->registration == 0, FALSE);

  self->registration = g_dbus_connection_register_object (connection, object_path, info->interfaces[0], &vtable, self,
                                                          NULL, error);
  if (self->registration == 0)
    return FALSE;
  self->connection = g_object_ref (connection);
  return TRUE;
}

void
foyer_search_provider_unexport (FoyerSearchProvider *self)
{
  g_return_if_fail (FOYER_IS_SEARCH_PROVIDER (self));

  if (self->registration != 0)
    g_dbus_connection_unregister_object (self->connection, self->registration);
  self->registration = 0;
  g_clear_object (&self->connection);
}
