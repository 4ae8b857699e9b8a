from django.apps import AppConfig


class TwinningConfig(AppConfig):
    name = "twinning"

    def ready(self) -> None:
        # Imported here because they name models, which exist only from now on.
        from twinning import activity, demo, findable, models, organisations, panels, todo  # noqa: PLC0415
        from twinning.views import phase, programme, twinning  # noqa: PLC0415

        models.ProgrammePage.show = programme.show_programme
        models.TwinningPage.show = twinning.show_twinning
        models.PhasePage.show = phase.show_phase
        activity.register_sources()
        findable.register_findables()
        panels.register_panels()
        todo.register_sources()
        organisations.register_sources()
        demo.register_steps()
